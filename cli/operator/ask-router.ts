// Asks a router's /admin: where it is and by which key, and what it answers in words a person can act on.
import type { Command } from 'commander';
import { CommandFailure, failure } from '../output/command-failure.ts';
import type { Terminal } from '../output/terminal.ts';

export interface RouterOptions {
  readonly url?: string;
}

interface RouterRequest {
  readonly method?: string;
  readonly body?: unknown;
  /** A 404 is an answer then. */
  readonly mayBeMissing?: boolean;
}

/** The router understood, and said no. */
export class RouterRefusal extends CommandFailure {
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message, 1);
    this.code = code;
  }
}

const LOCAL_ROUTER = 'http://localhost:8787';

/** Adds `--url`, the same for every command that asks a router. */
export function withRouter(command: Command): Command {
  return command.option('--url <url>', `the router; else PHIRST_URL, else ${LOCAL_ROUTER}. Its operator's key is read from PHIRST_KEY`);
}

/**
 * @throws CommandFailure with the router's own sentence, or what to do where it can't be reached
 * @example await (await askRouter(terminal, options, '/admin/deployment')).json()
 */
export async function askRouter(terminal: Terminal, { url }: RouterOptions, path: string, request: RouterRequest = {}): Promise<Response> {
  const key = terminal.environment['PHIRST_KEY'];
  if (!key) throw failure('Put an operator’s key into the variable PHIRST_KEY. `npm start` prints the one of the router on this machine; `npm run key -- --role operator --name me` and `phirst init` make one for a router of yours.');
  const base = url ?? terminal.environment['PHIRST_URL'] ?? LOCAL_ROUTER;
  if (!URL.canParse(path, base)) throw failure(`${base} is no URL: write it whole, such as https://phirst.example.com.`);
  const { method = 'GET', body, mayBeMissing = false } = request;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  let response: Response;
  try {
    response = await fetch(new URL(path, base), { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  } catch {
    throw failure(`There is no router at ${base}, or it can’t be reached. Name another with --url or PHIRST_URL.`);
  }
  if (response.ok || (mayBeMissing && response.status === 404)) return response;
  throw refusalOf(response.status, await response.text(), base);
}

function refusalOf(status: number, text: string, base: string): RouterRefusal {
  const { code, message } = errorIn(text);
  if (status === 401) return new RouterRefusal(`The router at ${base} doesn’t know the key in PHIRST_KEY. It takes those that its setting PHIRST_KEYS lists; \`npm start\` makes another one at every start, and prints it.`, code);
  return new RouterRefusal(message ?? `The router at ${base} answered ${status}.`, code);
}

/** OpenAI's shape of an error. */
function errorIn(text: string): { readonly code?: string; readonly message?: string } {
  try {
    return (JSON.parse(text) as { readonly error?: { readonly code?: string; readonly message?: string } }).error ?? {};
  } catch {
    return {};
  }
}
