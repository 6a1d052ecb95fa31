// A variant on demand, for who tests or looks at one. It is marked in every event, and never counted.
import type { Overrides } from '../../src/experiment/assign-unit.ts';
import { REQUEST_HEADERS } from '../../src/wire/headers.ts';
import { invalidRequest } from './invalid-request.ts';

const ENTRY = /^\s*([a-z0-9][a-z0-9-]{0,63})=([a-z0-9][a-z0-9-]{0,63})\s*$/;
const MAXIMUM_ENTRIES = 20;

/**
 * Throws `invalid_request` for what has another form. What names no experiment or variant that runs has no effect.
 *
 * @example overridesOf(new Headers({ 'x-phirst-overrides': 'sure=b,tone=warm' })) // { sure: 'b', tone: 'warm' }
 */
export function overridesOf(headers: Headers): Overrides {
  const header = headers.get(REQUEST_HEADERS.overrides);
  if (header === null || header.trim() === '') return {};
  const overrides: Record<string, string> = {};
  const entries = header.split(',');
  for (const entry of entries) {
    const [, experiment, variant] = ENTRY.exec(entry) ?? [];
    if (experiment === undefined || variant === undefined || entries.length > MAXIMUM_ENTRIES) {
      throw invalidRequest(REQUEST_HEADERS.overrides, `must be "<experiment>=<variant>", at most ${MAXIMUM_ENTRIES} with commas between`);
    }
    overrides[experiment] = variant;
  }
  return overrides;
}
