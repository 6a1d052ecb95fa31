import { describe, it } from 'vitest';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { SafetyRule } from '../../src/safety/safety-rules.ts';
import { chatBody } from './support/chat-body.ts';
import { scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

const answer = { choices: [{ message: { role: 'assistant', content: 'Paris.' }, finish_reason: 'stop' }] };

function start(...rules: SafetyRule[]) {
  const upstream = scriptedUpstream(() => Response.json(answer));
  const policy = { ...loadDefaultPolicy(), safety: { rules } };
  return { upstream, router: startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch, policy }) };
}

const rule = (action: SafetyRule['action']): SafetyRule => ({ name: 'weapons', on: 'input', contains: ['pipe bomb'], action });
const question = chatBody({ messages: [{ role: 'user', content: [{ type: 'text', text: 'A PIPE\u00A0bomb?' }] }] });

describe('a question a rule of the policy speaks against', () => {
  it('is a 400 in OpenAI’s shape that names the rule, and reaches no provider', async ({ expect }) => {
    const { router, upstream } = start(rule('refuse'));
    const response = await router.post('/v1/chat/completions', question);
    expect(response.status).toBe(400);
    expect(response.headers.get('x-should-retry')).toBe('false');
    expect(await response.json()).toMatchObject({
      error: { code: 'safety_refused', type: 'invalid_request_error', param: 'messages', message: expect.stringContaining('"weapons"') },
    });
    expect(upstream.calls).toHaveLength(0);
  });

  it('goes to the strongest model when it is to be handed up, and the answer says why', async ({ expect }) => {
    const { router } = start(rule('hand_up'));
    const response = await router.post('/v1/chat/completions', question);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-phirst-reason')).toBe('safety_handed_up');
    expect(response.headers.get('x-phirst-routed-model')).toBe('openai/gpt-4o');
    const other = await router.post('/v1/chat/completions', chatBody());
    expect(other.headers.get('x-phirst-routed-model')).toBe('openai/gpt-4o-mini');
  });

  it('is explained by the same rule', async ({ expect }) => {
    const { router } = start(rule('hand_up'));
    const explanation = await (await router.post('/v1/route', question)).json();
    expect(explanation).toMatchObject({ routedModel: 'openai/gpt-4o', reason: 'safety_handed_up' });
  });
});
