import { readFileSync } from 'node:fs';

/** How many packets an interface of this network namespace was given to send. */
export function packetsSent(networkInterface: string): number {
  const line = readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .find((each) => each.trim().startsWith(`${networkInterface}:`));
  // Eight columns of what was received, then bytes and packets of what was sent.
  const columns = line?.split(':')[1]?.trim().split(/\s+/);
  const sent = Number(columns?.[9]);
  if (!Number.isInteger(sent)) throw new Error(`/proc/net/dev has no counters for ${networkInterface}.`);
  return sent;
}
