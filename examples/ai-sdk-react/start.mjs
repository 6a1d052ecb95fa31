// `npm start`: the router of this checkout (unless one runs), phirst packed as npm would give it to an app, and Vite.
// An app of its own needs none of this: `npm install phirst`, `npx phirst copy-assets`, `vite`.
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync } from 'node:fs';

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
  const phirst = spawn('npm', ['start'], { cwd: checkout, stdio: 'inherit' });
  phirst.on('close', (code) => process.exit(code ?? 1));
  process.on('exit', () => phirst.kill());
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 500));
}
run('npm', ['pack', '--ignore-scripts', '--silent', `--pack-destination=${here}`], checkout);
const packed = readdirSync(here).find((name) => /^phirst-.*\.tgz$/.test(name));
renameSync(`${here}/${packed}`, `${here}/phirst.tgz`);
// npm takes a file of the same name and version for the same.
rmSync(`${here}/node_modules/phirst`, { recursive: true, force: true });
run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], here);
run('npm', ['run', '--silent', 'dev'], here);
