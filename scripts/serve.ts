import { parseArgs } from 'node:util';
import { newKey, newSecret } from '../cli/init/new-key.ts';
import { hasProvider, readDevelopmentVariables } from './serve/development-variables.ts';
import { nameHostedModels } from './serve/name-hosted-models.ts';
import { startPhirst, type RunningPhirst } from './serve/start-phirst.ts';

const help = `npm start -- [options]

Builds Phirst, runs it on this machine and rebuilds on every edit. Nothing leaves the machine but what goes to a provider
you configure.

  --port <number>   Where it listens (default 8787; the variable PORT does the same)
  --verbose         Every request and everything the Workers log
  --help            This text

Keys of hosted models go into a file .dev.vars in this folder, one NAME=value a line. Without any, stand-in models answer.
`;

const values = readCommandLine();

if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const STAND_INS = 'Stand-ins answer for the hosted models; PROVIDER_KEY in .dev.vars puts real ones there.';

const say = (line: string) => process.stdout.write(`${line}\n`);

let running: RunningPhirst | undefined;
let isEnding = false;
// Once from the terminal and once more from the starter: the second one mustn't cut the first short.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());

function readCommandLine() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: process.env.PORT ?? '8787' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  }
}

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await running?.stop();
  process.exit(0);
}

/** With a session the page's events are its own unit's, and count. What it spends is the developer's own: no cap of a stranger's. */
function sessionSettings(own: NodeJS.Dict<string>): Record<string, string> {
  if (own['PHIRST_SESSION_SECRET'] !== undefined) return {};
  return { PHIRST_SESSION_SECRET: newSecret(), PHIRST_SESSION_CAP_USD: '100', PHIRST_ANONYMOUS_SESSION_CAP_USD: '100' };
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`A port is a number from 0 to 65535, not "${values.port}".`);

try {
  const own = readDevelopmentVariables();
  const referenceHost = !hasProvider(own);
  // Another one at every start, and none where the person who develops names keys: it works on this machine alone.
  const operator = own['PHIRST_KEYS'] === undefined ? newKey('developer', 'operator') : undefined;
  const environmentVariables: Record<string, string> = { ...(operator && { PHIRST_KEYS: operator.entry }), ...sessionSettings(own) };
  running = await startPhirst({ port, watch: true, verbose: values.verbose, referenceHost, environmentVariables, log: say });
  say(`Phirst is ready: ${running.url}`);
  say(referenceHost ? STAND_INS : await nameHostedModels(running.url));
  say(`Dashboard: ${running.url}/dashboard/${operator ? `#key=${operator.key}` : ''}`);
  if (operator) say(`Commands:  PHIRST_URL=${running.url} PHIRST_KEY=${operator.key} npx phirst policy status`);
  void running.failed.then(fail);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
