// What an answer's trace tells of the policy's gain model, through the whole session.
import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { encodeGainArtefact } from '../../src/gain/gain-artefact.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { createFakeRouter } from '../../test/support/fake-router.ts';
import { plainArtefact } from '../../test/support/plain-gain-artefact.ts';
import { createReadyPhirst } from '../../test/support/ready-phirst.ts';

async function clientWith(device: string | undefined) {
  const bytes = encodeGainArtefact(plainArtefact(device === undefined ? {} : { device }));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const router = createFakeRouter();
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (!pathname.startsWith('/gain/')) return router.fetch(input, init);
    return device === undefined ? new Response('', { status: 404 }) : new Response(bytes);
  };
  const builtIn = loadDefaultPolicy();
  const policy = { ...builtIn, start: { ...builtIn.start, minimumGain: 0.9, gainModel: { sha256 } } };
  const phirst = await createReadyPhirst({ router, phirst: { policy, fetch, model: 'phi-3-nano' } });
  const told = async () => {
    for await (const part of phirst.ask('What is the capital of France?')) {
      if (part.type === 'finish') return part.result.trace.find(({ step }) => step === 'started')?.detail['gainModel'];
    }
    return 'no answer';
  };
  return { told, sha256 };
}

it('its estimate, with the artefact’s name and the hosted model it stands for', async () => {
  const { told, sha256 } = await clientWith('phi-3-nano');
  await vi.waitFor(async () => expect(await told()).toMatchObject({ model: sha256, against: 'gpt-4o-2024-05-13', isFamiliar: true }), { timeout: 5000 });
});

it('that it is about another device’s model', async () => {
  const { told } = await clientWith('phi-3-mini-4k');
  await vi.waitFor(async () => expect(await told()).toBe('other_device'), { timeout: 5000 });
});

it('that it isn’t here, and the question is answered all the same', async () => {
  const { told } = await clientWith(undefined);
  expect(await told()).toBe('not_here');
});
