import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inProject } from '../project-paths.ts';

export interface RunningDemo {
  /** With the operator's key behind the #. */
  readonly dashboardUrl: string;
  stop(): Promise<void>;
}

/** Runs `npm run demo:experiment` through its acts, some two minutes, and leaves its router running. */
export async function startDemo(): Promise<RunningDemo> {
  const demo = spawn(process.execPath, [inProject('bench/demo/main.ts'), '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(demo, 'exit');
  const stop = async () => {
    demo.kill('SIGINT');
    await ended;
  };
  for await (const line of createInterface({ input: demo.stdout })) {
    process.stdout.write(`${line}\n`);
    const [, dashboardUrl] = /^Dashboard: (\S+)$/.exec(line) ?? [];
    if (dashboardUrl !== undefined) return { dashboardUrl, stop };
  }
  throw new Error('The demo ended before its dashboard was filled.');
}
