// May this caller do that?
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Client } from './authenticate.ts';
import { isGuarded, mayDo } from './role.ts';

export interface AskedFor {
  readonly method: string;
  /** Hono's, by which it chooses the handler: a URL's own `/v1/%73essions` is `/v1/sessions` there. */
  readonly path: string;
}

/** Throws `forbidden` for a role that may not, and `unauthenticated` for a page that has to mint a session first. */
export function authorize({ standing }: Client, { method, path }: AskedFor): void {
  if (mayDo(standing, method, path)) return;
  if (!isGuarded(method, path)) return;
  if (standing === 'page') {
    throw new PhirstError(
      'unauthenticated',
      'This router answers pages with a session token: mint one with POST /v1/sessions (in the SDK: createPhirst({ session: true })) ' +
        'and send "Authorization: Bearer <token>".',
    );
  }
  throw new PhirstError('forbidden', `${WHO[standing]} may not ${method} ${path}. Its operator decides by PHIRST_KEYS who may.`);
}

const WHO: Readonly<Record<Client['standing'], string>> = {
  caller: 'A key with the role "caller"',
  backend: 'A key with the role "backend"',
  reader: 'A key with the role "reader"',
  operator: 'A key with the role "operator"',
  session: 'A session token',
  page: 'A page',
  anyone: 'Whoever presents no key',
};
