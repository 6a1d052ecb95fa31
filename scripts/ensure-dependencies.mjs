// Plain JavaScript without a dependency: it runs before anything is installed, on the Node that is there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = fileURLToPath(new URL('..', import.meta.url));
const lockFile = join(projectRoot, 'package-lock.json');
const installedFolder = join(projectRoot, 'node_modules');
// npm writes its own record of what it installed; it is older than ours when somebody ran npm by hand.
const npmRecord = join(installedFolder, '.package-lock.json');
const ourStamp = join(installedFolder, '.phirst-lock-hash');
const newestNode = join(installedFolder, '.bin', 'node');

/** Installs what package-lock.json names, unless that is what is installed; then it touches no network at all. */
export async function ensureDependencies() {
  if (isUpToDate()) return;
  process.stdout.write('Installing the dependencies (about half a minute)…\n');
  const isUpdate = existsSync(newestNode);
  // `ci` begins by deleting what is there, which is no way to update while the network may be away.
  let { code, output } = await runNpm(isUpdate || !existsSync(lockFile) ? ['install', '--no-save'] : ['ci']);
  // A lock that lacks packages of other platforms is refused by `ci`, though it is right for this one.
  if (output.includes('EUSAGE')) ({ code, output } = await runNpm(['install', '--no-save']));
  if (code === 0 && existsSync(newestNode)) {
    writeFileSync(ourStamp, wantedHash());
  } else if (isUpdate && isUnreachable(output)) {
    process.stderr.write('The npm registry cannot be reached: going on with the dependencies of an earlier lock.\n');
  } else {
    process.stderr.write(`${explainFailure(output)}\n`);
    process.exit(1);
  }
}

function isUpToDate() {
  if (!existsSync(newestNode) || !existsSync(npmRecord)) return false;
  if (existsSync(ourStamp) && readFileSync(ourStamp, 'utf8') === wantedHash()) return true;
  if (!installedVersionsMatchLock()) return false;
  // Installed by a plain `npm ci`: remember it, so that the next start compares one hash only.
  writeFileSync(ourStamp, wantedHash());
  return true;
}

function wantedHash() {
  const wanted = existsSync(lockFile) ? lockFile : join(projectRoot, 'package.json');
  return createHash('sha256').update(readFileSync(wanted)).digest('hex');
}

/** Optional packages of other platforms are in the lock and rightly not on the disk. */
function installedVersionsMatchLock() {
  if (!existsSync(lockFile)) return true;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(npmRecord, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.optional && installed[path] === undefined)) return true;
    return installed[path]?.version === entry.version;
  });
}

function runNpm(command) {
  // npm's own patience is minutes; whoever is offline should hear of it before that.
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'];
  return new Promise((resolve) => {
    const child = spawn('npm', [...command, ...patience, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: projectRoot,
      // onnxruntime-node would fetch CUDA libraries that nothing here uses.
      env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', npm_config_onnxruntime_node_install: 'skip' },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

function isUnreachable(output) {
  return /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/.test(output);
}

function explainFailure(output) {
  return isUnreachable(output)
    ? 'The npm registry cannot be reached and the dependencies are not installed: connect once, run `npm ci`, and everything after that works offline.'
    : `The dependencies could not be installed:\n${output.trim()}`;
}
