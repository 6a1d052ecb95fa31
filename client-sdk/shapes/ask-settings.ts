// Our own settings inside another API's request: under `phirst` in OpenAI's body and in the AI SDK's provider options.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { AskOptions } from '../client-options.ts';

/** The part of ask()'s options that neither API has a field for. */
export type AskSettings = Pick<AskOptions, 'mode' | 'privacy' | 'budget' | 'context'>;

const NAMES: readonly string[] = ['mode', 'privacy', 'budget', 'context'] satisfies (keyof AskSettings)[];

/** Refuses what it doesn't know by name: a misspelt `privacy` must not let text out. ask() checks the values. */
export function readAskSettings(settings: unknown, path: string): AskSettings {
  if (settings === undefined || settings === null) return {};
  if (typeof settings !== 'object' || Array.isArray(settings)) throw invalid(path, 'must be an object');
  for (const name of Object.keys(settings)) if (!NAMES.includes(name)) throw invalid(`${path}.${name}`, `is none of ${NAMES.join(', ')}`);
  return settings;
}

function invalid(param: string, message: string): PhirstError {
  return new PhirstError('invalid_request', `${param} ${message}.`, { param });
}
