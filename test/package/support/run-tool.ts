import { execFile, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

interface ToolOptions {
  readonly cwd: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs a command to its end. A failure holds all that was printed. */
export function runTool([program = '', ...parameters]: readonly string[], { cwd, environment }: ToolOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, parameters, { cwd, env: cleanEnvironment(environment) }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} ${parameters.join(' ')} failed:\n${stdout}${stderr}`));
    });
  });
}

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a server on a port chosen before, and waits until it answers. */
export async function startServer(command: readonly string[], port: number, options: ToolOptions): Promise<RunningServer> {
  const [program = '', ...parameters] = command;
  const child = spawn(program, parameters, { cwd: options.cwd, env: cleanEnvironment(options.environment), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => {
      hasEnded = true;
      resolve();
    });
  });
  const url = `http://localhost:${port}`;
  const tooLate = AbortSignal.timeout(20_000);
  while (!(await answers(url))) {
    if (hasEnded || tooLate.aborted) {
      child.kill('SIGKILL');
      throw new Error(`${command.join(' ')} didn't answer at ${url}:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** An app's tools mustn't think that they run inside a test. */
function cleanEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const { NODE_ENV: _, VITEST: __, ...environment } = process.env;
  return { ...environment, ...more };
}
