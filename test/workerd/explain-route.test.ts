import { describe, it } from 'vitest';
import { chatBody } from './support/chat-body.ts';
import { scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

interface Explanation {
  readonly requestedModel: string;
  readonly routedModel: string | null;
  readonly reason: string;
  readonly sentence: string;
  readonly policy: string;
  readonly description: { readonly promptTokens: number };
  readonly models: readonly Record<string, unknown>[];
}

function start(env: Record<string, string> = { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }) {
  const upstream = scriptedUpstream(() => Response.json({}));
  const router = startRouter({ env, fetch: upstream.fetch });
  const explain = async (fields?: Record<string, unknown>) => (await router.post('/v1/route', chatBody(fields))).json<Explanation>();
  return { upstream, explain };
}

describe('POST /v1/route', () => {
  it('explains where a query would go and calls no provider', async ({ expect }) => {
    const { explain, upstream } = start();
    const explanation = await explain();
    expect(explanation).toMatchObject({
      requestedModel: 'auto',
      routedModel: 'openai/gpt-4o-mini',
      reason: 'smallest_adequate',
      sentence: 'The smallest hosted model that is good enough for this.',
      policy: 'default',
    });
    expect(explanation.description.promptTokens).toBeGreaterThan(0);
    expect(explanation.models.map(({ id }) => id)).toEqual(['openai/gpt-4o-mini', 'openai/gpt-4o']);
    expect(explanation.models[0]).toMatchObject({
      expectedQuality: expect.any(Number),
      expectedCostMicroUsd: expect.any(Number),
      expectedFirstTokenMs: 500,
      expectedTotalMs: expect.any(Number),
      fitsTime: true,
      fitsCost: true,
    });
    expect(upstream.calls).toHaveLength(0);
  });

  it('says when the money allows nothing', async ({ expect }) => {
    const explanation = await start().explain({ phirst: { budget: { costMicroUsd: 0 } } });
    expect(explanation).toMatchObject({ routedModel: null, reason: 'over_cost_budget', models: [] });
  });

  it('says when nothing is configured', async ({ expect }) => {
    expect(await start({}).explain()).toMatchObject({ routedModel: null, reason: 'no_hosted_model', models: [] });
  });

  it('shows which models would be late', async ({ expect }) => {
    const { models } = await start().explain({ phirst: { budget: { totalMs: 1 } } });
    expect(models.map(({ fitsTime }) => fitsTime)).toEqual([false, false]);
  });
});
