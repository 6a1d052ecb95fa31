// The gain model as the built site serves it, fetched by pages and read by the Worker itself: on a router of its own, because a
// policy that names it is put in force there.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inProject } from '../../scripts/project-paths.ts';
import { startPhirst, type RunningPhirst } from '../../scripts/serve/start-phirst.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { DeploymentAnswer, StorePolicyAnswer } from '../../src/wire/admin-api.ts';
import { askAsOperator } from '../support/ask-as-operator.ts';

const KEY = 'the-operators-key-of-this-journey';
const sha256Of = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const artefacts = readdirSync(inProject('models/gain')).filter((name) => name.endsWith('.gain')).map((name) => readFileSync(inProject(`models/gain/${name}`)));

let phirst: RunningPhirst;
beforeAll(async () => {
  phirst = await startPhirst({ port: 0, build: false, environmentVariables: { PHIRST_KEYS: `ada:operator:${sha256Of(KEY)}` } });
});
afterAll(() => phirst?.stop());

const ask = <Answer>(path: string, body?: unknown) => askAsOperator<Answer>(phirst.url, KEY, path, body);

test('every gain model is served under its own hash, to any page and for ever', async () => {
  expect(artefacts.length).toBeGreaterThan(0);
  for (const artefact of artefacts) {
    const response = await fetch(`${phirst.url}/gain/${sha256Of(artefact)}.gain`, { headers: { origin: 'https://shop.example' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(sha256Of(new Uint8Array(await response.arrayBuffer()))).toBe(sha256Of(artefact));
  }
});

test('one that is none is a 404, never a page in its place', async () => {
  const response = await fetch(`${phirst.url}/gain/${'0'.repeat(64)}.gain`);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type') ?? '').not.toContain('html');
});

test('under a policy that names it the Worker reads it from there and decides by it', async () => {
  const builtIn = loadDefaultPolicy();
  const sha256 = sha256Of(artefacts[0]!);
  const { hash } = await ask<StorePolicyAnswer>('/admin/policies', { ...builtIn, name: 'fitted', start: { ...builtIn.start, gainModel: { sha256 } } });
  const { deployment } = await ask<DeploymentAnswer>('/admin/deployment');
  await ask('/admin/deployment', { change: { kind: 'deploy', policy: hash }, expectedSequence: deployment.sequence, reason: 'for the journey' });
  const explain = () => ask<{ readonly start: { readonly gainModel: unknown } }>('/v1/route', { model: 'auto', messages: [{ role: 'user', content: 'What is the capital of France?' }] });
  await expect.poll(async () => (await explain()).start.gainModel, { timeout: 10_000 }).toMatchObject({ sha256, state: 'used', estimate: { model: sha256, against: 'gpt-4o-2024-05-13', isFamiliar: true } });
});
