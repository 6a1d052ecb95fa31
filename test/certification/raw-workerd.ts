// The certification's Worker in workerd itself: no wrangler and no proxy between the sockets and the code.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inProject } from '../../scripts/project-paths.ts';

export interface RawWorkerd extends AsyncDisposable {
  readonly port: number;
  /** Everything it printed so far. */
  output(): string;
}

export async function startRawWorkerd(bindings: Readonly<Record<string, string>>): Promise<RawWorkerd> {
  const folder = mkdtempSync(join(tmpdir(), 'phirst-certify-'));
  const port = await freePort();
  await build({
    entryPoints: [inProject('test/certification/certification-worker.ts')],
    outfile: join(folder, 'worker.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    logLevel: 'error',
  });
  writeFileSync(join(folder, 'config.capnp'), configuration(port, bindings));
  // workerd's package exports the path of its binary.
  const binary = (createRequire(import.meta.url)('workerd') as { default: string }).default;
  const child = spawn(binary, ['serve', join(folder, 'config.capnp')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const end = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) break;
    const isUp = await fetch(`http://127.0.0.1:${port}/healthz`).then(() => true, () => false);
    if (isUp) return { port, output: () => output, [Symbol.asyncDispose]: end };
    await pause(100);
  }
  await end();
  throw new Error(`workerd did not start: ${output}`);
}

function configuration(port: number, bindings: Readonly<Record<string, string>>): string {
  const list = Object.entries(bindings).map(([name, value]) => `(name = ${JSON.stringify(name)}, text = ${JSON.stringify(value)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "main", worker = .router), (name = "net", network = (allow = ["local"])) ],
  sockets = [ (name = "http", address = "127.0.0.1:${port}", http = (), service = "main") ]
);
const router :Workerd.Worker = (
  modules = [ (name = "worker", esModule = embed "worker.js") ],
  compatibilityDate = "${compatibilityDate()}",
  compatibilityFlags = ["enable_request_signal", "request_signal_passthrough"],
  globalOutbound = "net",
  bindings = [ ${list.join(', ')} ]
);
`;
}

/** The one that is deployed. */
function compatibilityDate(): string {
  return /^compatibility_date = "(.+)"/m.exec(readFileSync(inProject('wrangler.toml'), 'utf8'))?.[1] ?? '';
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
