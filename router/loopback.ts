// Is this the developer's own machine talking to itself?

const HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * True when both the address asked for and the caller's are this machine's. On Cloudflare neither can be: a Worker is
 * reached by its zone's host name, and `cf-connecting-ip` is always there and can't be set from outside. `wrangler dev`
 * sets that header from the socket. The host name is asked for as well because a page that re-binds its own name to
 * 127.0.0.1 comes from a loopback address too, but under its own name.
 */
export function isLoopback(request: Request): boolean {
  if (!HOSTS.has(new URL(request.url).hostname)) return false;
  const address = request.headers.get('cf-connecting-ip');
  return address === null || address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}
