// What is left: unknown paths, and known paths with the wrong method. The site's files never come to the Worker.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { RouterEnv } from '../env.ts';

/** 404 in OpenAI's shape. */
export function noSuchPath(c: Context<RouterEnv>): never {
  throw new PhirstError('not_found', `There is no ${c.req.path} here.`);
}

/** 405 with the methods there are: `app.all('/v1/models', allowOnly('GET'))` behind the handlers. */
export function allowOnly(methods: string) {
  return (c: Context<RouterEnv>): never => {
    c.header('allow', methods);
    throw new PhirstError('method_not_allowed', `${c.req.path} answers ${methods}, not ${c.req.method}.`);
  };
}
