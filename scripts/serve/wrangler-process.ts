import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectRoot } from '../project-paths.ts';
import { wranglerEnvironment } from './wrangler-environment.ts';

export interface WranglerProcess {
  /** Resolves with the port it listens on; never, when it dies before. */
  listening: Promise<number>;
  /** Resolves when it is gone, whoever ended it. */
  ended: Promise<{ how: string }>;
  lastWords(): string;
  stop(): Promise<void>;
}

export interface WranglerParameters {
  port: number;
  referenceHost: boolean;
  environmentVariables: Record<string, string>;
  /** Where KV, Durable Objects and the rest keep their state. */
  stateFolder: string;
  /** Reads .dev.vars: a person's keys belong into their own `npm start`, and never into a test. */
  readDevVars: boolean;
  verbose: boolean;
  /** Another entry of the Worker than wrangler.toml's. */
  script?: string;
  log(line: string): void;
}

const graceMs = 5_000;

/** What wrangler says of cron triggers at every start: the hourly watchdog has nothing to do here. */
const NOISE = /Scheduled Workers are not automatically triggered|To manually trigger a scheduled event|curl "http\S+\/scheduled"|configuration\/cron-triggers/;

export function startWrangler(parameters: WranglerParameters): WranglerProcess {
  const child = spawn(process.execPath, ['--no-warnings', wranglerCli(), ...commandLine(parameters)], {
    cwd: projectRoot,
    // A registry of its own: wrangler would bind to a Worker of the same name that runs elsewhere on this machine.
    env: { ...wranglerEnvironment(), WRANGLER_REGISTRY_PATH: join(parameters.stateFolder, 'registry') },
    // The fourth is the channel on which wrangler tells the port it got.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, so that workerd can't outlive it.
    detached: true,
  });

  const tail: string[] = [];
  const hear = (chunk: Buffer) => {
    for (const line of readableLines(chunk)) {
      if (NOISE.test(line)) continue;
      tail.push(line);
      if (tail.length > 40) tail.shift();
      parameters.log(line);
    }
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);

  const ended = new Promise<{ how: string }>((resolve) => {
    child.on('error', (error) => tail.push(error.message));
    child.on('close', (code, signal) => resolve({ how: signal ?? `code ${code}` }));
  });
  const killGroup = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // Already gone.
    }
  };
  const killAtExit = () => killGroup('SIGKILL');
  process.on('exit', killAtExit);

  return {
    listening: new Promise((resolve) => {
      child.on('message', (message) => {
        const port = readyPort(message);
        if (port !== undefined) resolve(port);
      });
    }),
    ended,
    lastWords: () => tail.join('\n'),
    async stop() {
      const timer = setTimeout(killAtExit, graceMs);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(timer);
      // workerd goes with wrangler; what of the group is left, should wrangler have crashed, goes now.
      killGroup('SIGKILL');
      process.off('exit', killAtExit);
    },
  };
}

function readyPort(message: unknown): number | undefined {
  if (typeof message !== 'string') return undefined;
  const event = JSON.parse(message) as { event?: string; port?: number };
  return event.event === 'DEV_SERVER_READY' ? event.port : undefined;
}

function wranglerCli(): string {
  // Not import.meta.resolve: vitest runs this file too, and doesn't have it.
  return createRequire(import.meta.url).resolve('wrangler');
}

function commandLine({
  port,
  referenceHost,
  environmentVariables,
  stateFolder,
  readDevVars,
  verbose,
  script,
}: WranglerParameters) {
  return [
    'dev',
    ...(script === undefined ? [] : [script]),
    '--config=wrangler.toml',
    ...(referenceHost ? ['--config=router/reference-host/wrangler.toml'] : []),
    // Without the stand-ins their binding must be gone too, or their models would still count as configured.
    `--env=${referenceHost ? 'development' : 'provider'}`,
    '--local',
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--inspector-port=0',
    `--persist-to=${stateFolder}`,
    `--log-level=${verbose ? 'log' : 'warn'}`,
    '--show-interactive-dev-session=false',
    ...(readDevVars ? [] : [`--env-file=${devNull}`]),
    ...Object.entries(environmentVariables).map(([name, value]) => `--var=${name}:${value}`),
  ];
}

/** wrangler colours its messages even into a pipe, and puts empty lines around each. */
function readableLines(chunk: Buffer): string[] {
  return stripVTControlCharacters(chunk.toString())
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}
