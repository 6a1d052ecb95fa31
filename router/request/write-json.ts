import { PhirstError } from '../../src/errors/phirst-error.ts';

/** A body's fields as JSON again. Throws `invalid_request` for what is nested too deeply to be written: parsing goes deeper. */
export function writeJson(fields: Readonly<Record<string, unknown>>): string {
  try {
    return JSON.stringify(fields);
  } catch (cause) {
    throw new PhirstError('invalid_request', 'The body is nested too deeply.', { param: 'body', cause });
  }
}
