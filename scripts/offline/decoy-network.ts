import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCommand } from '../system-packages.ts';

export const decoy = 'phirst-decoy';
const nowhere = 'phirst-nowhere';
const gateway = '192.0.2.1';

/**
 * A network that leads nowhere and looks as if it led everywhere: with no route at all an attempt to leave would fail
 * before it becomes a packet, and nobody would see it. Addresses are those set aside for documentation.
 */
export function raiseDecoyNetwork(): void {
  const ip = findCommand('ip') ?? 'ip';
  const run = (...parameters: string[]) => execFileSync(ip, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
  run('link', 'set', 'lo', 'up');
  run('link', 'add', decoy, 'type', 'veth', 'peer', 'name', nowhere);
  for (const end of [decoy, nowhere]) {
    // IPv6 announces itself on every new interface; that isn't ours to answer for.
    writeFileSync(`/proc/sys/net/ipv6/conf/${end}/disable_ipv6`, '1');
    run('link', 'set', end, 'up');
  }
  run('address', 'add', '192.0.2.2/24', 'dev', decoy);
  // Nobody answers for the gateway, so its hardware address is given; then packets go out instead of waiting for it.
  run('neighbour', 'add', gateway, 'lladdr', '02:00:00:00:00:01', 'dev', decoy, 'nud', 'permanent');
  run('route', 'add', 'default', 'via', gateway, 'dev', decoy);
  useDecoyNameServer();
}

/** A resolver on the loopback address would swallow the questions before the decoy could count them. */
function useDecoyNameServer(): void {
  const file = join(mkdtempSync(join(tmpdir(), 'phirst-offline-')), 'resolv.conf');
  writeFileSync(file, 'nameserver 198.51.100.53\noptions timeout:1 attempts:1\n');
  execFileSync('mount', ['--bind', file, '/etc/resolv.conf'], { stdio: ['ignore', 'ignore', 'pipe'] });
}
