import type { Context } from 'hono';
import type { RouterEnv } from '../env.ts';
import { invalidRequest } from './invalid-request.ts';

/** A number of the URL's query; undefined where it isn't given: `queryNumber(c, 'fromMs')` */
export function queryNumber(c: Context<RouterEnv>, name: string): number | undefined {
  const text = c.req.query(name);
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0) throw invalidRequest(name, 'must be a number, not below 0');
  return number;
}
