// `npm start`: the router of this checkout (unless one runs), the SDK's files, and the server.
// A site of its own needs none of this: `npm install phirst`, `npx phirst copy-assets site/phirst --sdk`, any server.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const here = import.meta.dirname;
const checkout = `${here}/../..`;
const router = process.env.PHIRST_ROUTER ?? 'http://localhost:8787';

async function answers() {
  try {
    return (await fetch(`${router}/healthz`)).ok;
  } catch {
    return false;
  }
}

function run(program, parameters, cwd) {
  const { status } = spawnSync(program, parameters, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!(await answers())) {
  if (process.env.PHIRST_ROUTER !== undefined) {
    process.stderr.write(`Nothing answers at ${router}/healthz: start that router, or leave PHIRST_ROUTER out.\n`);
    process.exit(1);
  }
  // Builds, too.
  // PORT is this page's.
  const phirst = spawn('npm', ['start'], { cwd: checkout, stdio: 'inherit', env: { ...process.env, PORT: '8787' } });
  phirst.on('close', (code) => process.exit(code ?? 1));
  process.on('exit', () => phirst.kill());
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 500));
}
const command = `${checkout}/dist/cli/phirst.js`;
if (!existsSync(command)) run('npm', ['run', 'build'], checkout);
run(process.execPath, [command, 'copy-assets', 'site/phirst', '--sdk'], here);
await import('./serve.mjs');
