// How much memory the router's workerd takes: of this process's descendants, by Linux's own word.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly name: string;
  readonly residentBytes: number;
}

/**
 * Of the workerd processes that this one has started, together; without files that the system keeps in memory for them. What
 * listens on `proxyPort` is left out: `wrangler dev` puts a proxy of its own there, which keeps about a kilobyte of every event for
 * good and isn't part of what is deployed.
 */
export function workerdBytes({ proxyPort }: { readonly proxyPort: number }): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => readProcess(Number(name)) ?? []);
  const ours = new Set([process.pid]);
  // A child can come before its parent in the list: until nothing is added.
  for (let before = 0; before !== ours.size; ) {
    before = ours.size;
    for (const { id, parent } of all) if (ours.has(parent)) ours.add(id);
  }
  return all.filter(({ id, name }) => ours.has(id) && name.startsWith('workerd') && !doesListen(id, proxyPort)).reduce((sum, { residentBytes }) => sum + residentBytes, 0);
}

function readProcess(id: number): Process | undefined {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1] ?? '';
    return { id, parent: Number(field('PPid')), name: field('Name'), residentBytes: Number(field('RssAnon')) * 1024 };
  } catch {
    // It ended in between.
    return undefined;
  }
}

function doesListen(id: number, port: number): boolean {
  const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => {
    const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1).map((line) => line.trim().split(/\s+/));
    // 0A: it listens. The port is in base 16 after the address.
    return rows.flatMap((row) => (row[3] === '0A' && Number.parseInt(row[1]!.split(':')[1]!, 16) === port ? [`socket:[${row[9]}]`] : []));
  });
  return readdirSync(`/proc/${id}/fd`).some((name) => {
    try {
      return listening.includes(readlinkSync(`/proc/${id}/fd/${name}`));
    } catch {
      // It was closed in between.
      return false;
    }
  });
}
