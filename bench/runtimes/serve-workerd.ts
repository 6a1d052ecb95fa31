// Raw workerd as a process of its own, whose processor time can be read: its clock stands still while something runs, and a busy
// machine makes any clock on the outside lie.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundle, type RemoteFunction } from './bundle.ts';

export interface ServedWorkerd extends AsyncDisposable {
  /** Runs the function there; its answer, and the nanoseconds of processor that the process took meanwhile. */
  call(request: object): Promise<{ readonly answer: unknown; readonly cpuNs: number }>;
}

/** Raw workerd ends at an error that nobody catches. */
const WORKER = `
export default { async fetch(request) {
  if (request.method !== 'POST') return new Response('ready');
  try { return Response.json(run(await request.json())); } catch (error) { return new Response(String(error?.stack ?? error), { status: 500 }); }
} };
`;

const PATIENCE_MS = 30_000;

/** The very workerd that the tests run in: Miniflare's. */
const WORKERD = (createRequire(createRequire(import.meta.url).resolve('miniflare'))('workerd') as { readonly default: string }).default;

/** `await using workerd = await serveWorkerd({ file: 'bench/decide/run-turn.ts', name: 'runTurn' })` */
export async function serveWorkerd({ file, name }: RemoteFunction): Promise<ServedWorkerd> {
  const folder = mkdtempSync(join(tmpdir(), 'phirst-bench-'));
  const port = await freePort();
  writeFileSync(join(folder, 'worker.js'), await bundle(`import { ${name} } from './${file}'; ${WORKER}const run = ${name};`, 'esm'));
  writeFileSync(join(folder, 'config.capnp'), configuration(port));
  const child = spawn(WORKERD, ['serve', join(folder, 'config.capnp')], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  const ask = async (request: object): Promise<unknown> => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(request) });
    if (!response.ok) throw new Error(`workerd answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const stop = async () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const startedAt = performance.now(); ; await pause(50)) {
    if (await fetch(url, { method: 'HEAD' }).then(() => true, () => false)) break;
    if (child.exitCode === null && performance.now() - startedAt < PATIENCE_MS) continue;
    await stop();
    throw new Error('workerd did not start.');
  }
  return {
    async call(request) {
      const before = processorNs(child.pid!);
      const answer = await ask(request);
      return { answer, cpuNs: processorNs(child.pid!) - before };
    },
    [Symbol.asyncDispose]: stop,
  };
}

/** Of all threads of a process, by Linux's own word. */
export function processorNs(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]), 0);
}

function configuration(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-08-15"
);
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
