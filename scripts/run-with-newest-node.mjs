import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ensureDependencies } from './ensure-dependencies.mjs';

/**
 * The first command of a fresh clone runs on the system's Node; our scripts are TypeScript and need the Node that
 * comes with the dependencies. Its folder goes first on the PATH, so that tools started from there get it too.
 */
export async function runWithNewestNode(script) {
  await ensureDependencies();
  const binaries = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
  const child = spawn(`${binaries}/node`, [fileURLToPath(new URL(script, import.meta.url)), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${binaries}:${process.env.PATH ?? ''}` },
  });
  // Ctrl-C reaches the whole foreground group by itself, a `kill` reaches only us: hand both on and wait for the end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  endWithTheShell(child);
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

/**
 * npm runs a script in a shell, and ends the shell alone: without this, `kill` on `npm start` would leave us running and
 * the port taken.
 */
function endWithTheShell(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) child.kill('SIGTERM');
  }, 250).unref();
}
