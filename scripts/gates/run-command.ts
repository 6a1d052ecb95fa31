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

const running = new Set<() => void>();
process.on('exit', () => {
  for (const kill of running) kill();
});

/** Runs it in a process group of its own, so that a gate that hangs goes with all it started. */
export function runCommand([program = '', ...parameters]: string[], options: CommandOptions): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      cwd: projectRoot,
      env: options.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const kill = () => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // Already gone.
      }
    };
    running.add(kill);
    let isTimedOut = false;
    const timer = setTimeout(() => {
      isTimedOut = true;
      kill();
    }, options.timeoutMs);
    child.stdout.on('data', (chunk: Buffer) => options.log(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => options.log(chunk.toString()));
    child.on('error', (error) => options.log(`${error.message}\n`));
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(kill);
      resolve({ code, isTimedOut });
    });
  });
}
