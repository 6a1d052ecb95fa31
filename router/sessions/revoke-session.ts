// DELETE /v1/sessions/<id>: the token buys nothing more, though its signature stays good until it expires.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { configurationOf } from '../configuration.ts';
import type { Dependencies } from '../dependencies.ts';
import type { RouterEnv } from '../env.ts';
import { SPEND_BOOK } from '../spend/spend-protocol.ts';
import { sessionsOf } from './mint-session.ts';

/** The handler. 204 also for ids that were never minted: nobody keeps a list of them. */
export function revokeSession({ now }: Pick<Dependencies, 'now'>) {
  return async (c: Context<RouterEnv, '/v1/sessions/:id'>): Promise<Response> => {
    const sessionId = c.req.param('id');
    if (!/^[0-9a-f-]{36}$/.test(sessionId)) throw new PhirstError('not_found', 'This is not the id of a session.', { param: 'id' });
    const { seconds } = sessionsOf(configurationOf(c.env));
    // Longer than any token that is out: the setting may have been lowered since.
    const endsAt = now() + Math.max(seconds, 86_400) * 1000;
    await c.env.SPEND!.getByName(SPEND_BOOK).revoke({ sessionId, endsAt });
    return c.body(null, 204);
  };
}
