// Runs inside the network namespace that check-offline.ts makes.
import { spawn, type ChildProcess } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../project-paths.ts';
import { decoy, raiseDecoyNetwork } from './decoy-network.ts';
import { packetsSent } from './packet-counter.ts';

try {
  raiseDecoyNetwork();
} catch (error) {
  process.stdout.write(`NOT RUN: the system refuses the decoy network (${String(error).trim()}).\n`);
  process.exit(0);
}
await checkTheTrap();
const before = packetsSent(decoy);

const start = spawn('npm', ['start'], { cwd: projectRoot, env: { ...process.env, PORT: '8787' } });
try {
  const url = await readyUrl(start);
  await useIt(url);
} finally {
  start.kill('SIGTERM');
  await new Promise((resolve) => start.once('close', resolve));
}

const attempts = packetsSent(decoy) - before;
if (attempts > 0) {
  process.stderr.write(`Something tried to leave the machine: ${attempts} packets.\n`);
  process.exit(1);
}
process.stdout.write('Started, used and stopped without one packet for another machine.\n');

/** Silence proves something only if a real attempt would have been heard: a question for a name, and a connection. */
async function checkTheTrap(): Promise<void> {
  const quiet = packetsSent(decoy);
  if (quiet !== 0) throw new Error(`The decoy network isn't quiet by itself: ${quiet} packets.`);
  await lookup('example.com').catch(() => {});
  const afterName = packetsSent(decoy);
  if (afterName === quiet) throw new Error('A question to the name server went by unheard.');
  const connection = connect({ host: '198.51.100.1', port: 80 }).on('error', () => {});
  await pause(300);
  connection.destroy();
  if (packetsSent(decoy) === afterName) throw new Error('A connection went by unheard.');
  // Let the retries of these two run out, so that they aren't counted as Phirst's.
  for (let last = -1; last !== packetsSent(decoy); await pause(1_500)) last = packetsSent(decoy);
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /Phirst is ready: (\S+)/.exec(output);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('close', (code) => reject(new Error(`npm start ended with code ${code}:\n${output}`)));
  });
}

/** The page with what it loads at once, the health check, and a question to the router. */
async function useIt(url: string): Promise<void> {
  for (const path of [
    '/',
    '/main.js',
    '/phirst/index.js',
    '/models/phi-3-nano/config.json',
    '/healthz',
    '/v1/models',
  ]) {
    const response = await fetch(`${url}${path}`);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}.`);
  }
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'What is the capital of Peru?' }] }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST /v1/chat/completions answered ${response.status}: ${text}`);
}
