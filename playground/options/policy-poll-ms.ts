/** Where the page and the policy it shows are being developed: the host names of this very machine. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** How often the page asks for the router's policy: soon after a save where somebody may be editing it, now and then elsewhere. */
export function policyPollMs(hostname: string): number {
  return LOOPBACK.has(hostname) ? 2_000 : 60_000;
}
