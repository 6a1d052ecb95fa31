import { expect, test } from 'vitest';
import { createAdminClient } from './admin-client.ts';
import { AdminFailure, failureWords, wantsAnotherKey } from './admin-failure.ts';

const answering = (status: number, body: unknown) => {
  const requests: Request[] = [];
  const ask = async (input: unknown, init?: RequestInit) => {
    requests.push(new Request(new URL(String(input), 'https://router.example'), init));
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
  return { client: createAdminClient('ph_key', ask), requests };
};

test('asks /admin with the key and gives back what it says', async () => {
  const { client, requests } = answering(200, { hours: [] });
  expect(await client.get('traffic?fromMs=1')).toEqual({ hours: [] });
  expect(requests[0]?.url).toBe('https://router.example/admin/traffic?fromMs=1');
  expect(requests[0]?.headers.get('authorization')).toBe('Bearer ph_key');
});

test('sends a change as it was thought up', async () => {
  const { client, requests } = answering(200, {});
  const request = { change: { kind: 'rollback' }, expectedSequence: 3, reason: 'worse', idempotencyKey: 'k' } as const;
  await client.change(request);
  expect(requests[0]?.method).toBe('POST');
  expect(requests[0]?.url).toBe('https://router.example/admin/deployment');
  expect(await requests[0]?.json()).toEqual(request);
});

test('a refusal carries the router’s code and sentence', async () => {
  const { client } = answering(409, { error: { code: 'deployment_conflict', message: 'It is at 5.' } });
  await expect(client.get('deployment')).rejects.toMatchObject({ code: 'deployment_conflict', status: 409, message: 'It is at 5.' });
});

test('a page in place of an answer is a failure, whatever its status', async () => {
  await expect(answering(200, '<html>').client.get('audit')).rejects.toMatchObject({ code: 'internal' });
});

test('a router that doesn’t answer is told apart from one that refuses', async () => {
  const client = createAdminClient('k', () => Promise.reject(new TypeError('failed')));
  await expect(client.get('audit')).rejects.toMatchObject({ code: 'router_unreachable' });
});

test('only a key that doesn’t fit is asked for again', () => {
  expect(wantsAnotherKey(new AdminFailure('unauthenticated', 401, ''))).toBe(true);
  expect(wantsAnotherKey(new AdminFailure('forbidden', 403, ''))).toBe(true);
  expect(wantsAnotherKey(new AdminFailure('router_not_configured', 503, ''))).toBe(false);
});

test('every failure says what to do, a newer router’s code too', () => {
  const codes = ['router_unreachable', 'unauthenticated', 'forbidden', 'deployment_conflict', 'deployment_frozen', 'not_found', 'code_of_tomorrow'];
  for (const code of codes) expect(failureWords(new AdminFailure(code, 400, 'Do this.')).advice).toMatch(/\.$/);
  expect(failureWords(new AdminFailure('unauthenticated', 401, '')).advice).toContain('npm run key');
});
