// Is this the developer's own machine talking to itself?

const HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What a proxy or tunnel in front of us adds: then the caller is somewhere else, whatever the socket says. */
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'mf-original-url'];

/**
 * True when the deployment says that it is on the developer's machine (`isLocal`, which `npm start` alone sets) and nothing
 * about the request speaks against it. The headers prove nothing by themselves: under `wrangler dev` a CF-Connecting-IP of
 * the client's own is let through, and without one it is the socket's. They only rule out callers that come through a
 * proxy, and pages that re-bind their own name to 127.0.0.1: those come from there too, but under their own name.
 */
export function isLoopback(request: Request, { isLocal }: { readonly isLocal: boolean }): boolean {
  if (!isLocal || !HOSTS.has(new URL(request.url).hostname)) return false;
  if (PROXY_HEADERS.some((name) => request.headers.has(name))) return false;
  const address = request.headers.get('cf-connecting-ip');
  return address === null || address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}
