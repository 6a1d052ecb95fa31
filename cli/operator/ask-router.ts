// Asks a router's /admin: where it is and by which key, and what it answers in words a person can act on.
import type { Command } from 'commander';
import { failure } from '../output/command-failure.ts';
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
  if (!key) throw failure('Put an operator’s key into PHIRST_KEY; `phirst init` makes one.');
  const base = url ?? terminal.environment['PHIRST_URL'] ?? LOCAL_ROUTER;
  if (!URL.canParse(path, base)) throw failure(`${base} is no URL: write it whole, such as https://phirst.example.com.`);
  const { method = 'GET', body, mayBeMissing = false } = request;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  let response: Response;
  try {
    response = await fetch(new URL(path, base), { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  } catch {
    throw failure(`There is no router at ${base}, or it can't be reached. Name another with --url.`);
  }
  if (response.ok || (mayBeMissing && response.status === 404)) return response;
  throw failure(sentenceOf(await response.text()) ?? `The router at ${base} answered ${response.status}.`);
}

/** OpenAI's shape of an error. */
function sentenceOf(text: string): string | undefined {
  try {
    const { error } = JSON.parse(text) as { readonly error?: { readonly code?: string; readonly message?: string } };
    if (!error?.message) return undefined;
    const redo = error.code === 'deployment_conflict' ? '\nNothing was changed. See who did what with `phirst policy log`, then give the command again.' : '';
    return `${error.message}${redo}`;
  } catch {
    return undefined;
  }
}
