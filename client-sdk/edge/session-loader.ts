// Session tokens are a chunk of their own: a page without them never loads it.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { SessionTokens, SessionTokensOptions } from './session-token.ts';

/** A function that loads with its first call. A chunk that didn't arrive is asked for again with the next one. */
export function sessionLoader(options: SessionTokensOptions): () => Promise<SessionTokens> {
  let loading: Promise<SessionTokens> | undefined;
  return () =>
    (loading ??= import('./session-token.ts').then(
      ({ createSessionTokens }) => createSessionTokens(options),
      (cause: unknown) => {
        loading = undefined;
        throw new PhirstError('router_unreachable', 'A part of Phirst’s files could not be loaded: check the connection.', { cause });
      },
    ));
}
