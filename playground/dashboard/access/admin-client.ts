// The router's /admin, asked with the operator's key.
import type { ChangeRequest, DeploymentAnswer } from '../../../src/wire/admin-api.ts';
import { AdminFailure } from './admin-failure.ts';

/** A router that takes longer counts as unreachable. */
const PATIENCE_MS = 15_000;

export interface AdminClient {
  /** `client.get<TrafficReport>('traffic?fromMs=0&toMs=1')`. Throws AdminFailure. */
  get<Answer>(path: string): Promise<Answer>;
  change(request: ChangeRequest): Promise<DeploymentAnswer>;
}

export function createAdminClient(key: string, ask: typeof fetch = (input, init) => fetch(input, init)): AdminClient {
  const send = async (path: string, init: RequestInit): Promise<unknown> => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    let response: Response;
    try {
      response = await ask(`/admin/${path}`, { ...init, headers, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch {
      throw new AdminFailure('router_unreachable', 0, 'The router doesn’t answer.');
    }
    const body = (await response.json().catch(() => undefined)) as { error?: { code?: unknown; message?: unknown } } | undefined;
    if (response.ok && body !== undefined) return body;
    const { code, message } = body?.error ?? {};
    const words = typeof message === 'string' ? message : `The router answered ${path} with status ${response.status}.`;
    throw new AdminFailure(typeof code === 'string' ? code : 'internal', response.status, words);
  };
  return {
    get: async <Answer>(path: string) => (await send(path, { method: 'GET' })) as Answer,
    change: async (request) => (await send('deployment', { method: 'POST', body: JSON.stringify(request) })) as DeploymentAnswer,
  };
}
