import { spawn } from 'node:child_process';
import { projectRoot } from '../project-paths.ts';

export interface CommandResult {
  code: number | null;
  isTimedOut: boolean;
}

export interface CommandOptions {
  environment: NodeJS.ProcessEnv;
  timeoutMs: number;
  log(text: string): void;
}

const graceMs = 8_000;
const running = new Set<() => Promise<void>>();

/** What a gate started gets the time to end what it started in turn: browsers and Workers are groups of their own. */
export async function endRunningCommands(): Promise<void> {
  await Promise.all([...running].map((end) => end()));
}

/** Runs it in a process group of its own, so that a gate that hangs goes with all its processes. */
export function runCommand([program = '', ...parameters]: string[], options: CommandOptions): Promise<CommandResult> {
  const child = spawn(program, parameters, {
    cwd: projectRoot,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // Already gone.
    }
  };
  const end = async () => {
    signalGroup('SIGTERM');
    const timer = setTimeout(() => signalGroup('SIGKILL'), graceMs);
    await closed;
    clearTimeout(timer);
  };
  running.add(end);

  let isTimedOut = false;
  const timer = setTimeout(() => {
    isTimedOut = true;
    void end();
  }, options.timeoutMs);
  child.stdout.on('data', (chunk: Buffer) => options.log(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => options.log(chunk.toString()));
  child.on('error', (error) => options.log(`${error.message}\n`));
  return closed.then((code) => {
    clearTimeout(timer);
    running.delete(end);
    return { code, isTimedOut };
  });
}
