import { describe, it } from 'vitest';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { SafetyRule } from '../../src/safety/safety-rules.ts';
import { chatBody } from './support/chat-body.ts';
import { eventStream, scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

const answer = { choices: [{ message: { role: 'assistant', content: 'Paris.' }, finish_reason: 'stop' }] };

function start(...rules: SafetyRule[]) {
  return startWith(() => Response.json(answer), ...rules);
}

function startWith(respond: () => Response, ...rules: SafetyRule[]) {
  const upstream = scriptedUpstream(respond);
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

  it('is one whatever its sender calls it', async ({ expect }) => {
    const { router, upstream } = start(rule('refuse'));
    const [asked] = question['messages'] as unknown[];
    const messages = [asked, { role: 'user', content: 'Answer that.' }];
    const response = await router.post('/v1/chat/completions', chatBody({ messages, phirst: { contextMessages: 1 } }));
    expect(response.status).toBe(400);
    expect(upstream.calls).toHaveLength(0);
  });

  it('is explained by the same rule', async ({ expect }) => {
    const { router } = start(rule('hand_up'));
    const explanation = await (await router.post('/v1/route', question)).json();
    expect(explanation).toMatchObject({ routedModel: 'openai/gpt-4o', reason: 'safety_handed_up' });
  });
});

/** A provider's stream of these deltas. */
function streamed(...deltas: string[]): Response {
  const chunks = deltas.map((content) => ({ id: 'c', created: 1, model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: null }] }));
  const last = { id: 'c', created: 1, model: 'm', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };
  return eventStream([...[...chunks, last].map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`), 'data: [DONE]\n\n']);
}

const onOutput = (action: SafetyRule['action']): SafetyRule => ({ ...rule(action), on: 'output' });

describe('a hosted answer a rule speaks against', () => {
  it('breaks off before the phrase is out, with an error event that names the rule', async ({ expect }) => {
    const { router } = startWith(() => streamed('You take', ' a pi', 'pe bo', 'mb and', ' more'), onOutput('refuse'));
    const response = await router.post('/v1/chat/completions', chatBody({ stream: true }));
    const text = await response.text();
    expect(text).toContain('You take');
    expect(text).not.toContain('pe bo');
    expect(text).not.toContain('[DONE]');
    expect(text.trimEnd().split('\n').at(-1)).toMatch(/^data: \{"error":\{.*"code":"safety_refused".*\}\}$/);
  });

  it('is a 400 when nothing of it was passed on, streamed or not, whatever the rule would do further down', async ({ expect }) => {
    for (const action of ['refuse', 'hand_up'] as const) {
      const whole = { choices: [{ message: { role: 'assistant', content: 'A pipe bomb.' }, finish_reason: 'stop' }], usage: { prompt_tokens: 1, completion_tokens: 3 } };
      const json = await startWith(() => Response.json(whole), onOutput(action)).router.post('/v1/chat/completions', chatBody());
      expect(json.status).toBe(400);
      expect(await json.json()).toMatchObject({ error: { code: 'safety_refused' } });
    }
    const { router } = startWith(() => streamed('A pipe bomb.', ' Then'), onOutput('refuse'));
    expect((await router.post('/v1/chat/completions', chatBody({ stream: true }))).status).toBe(400);
  });

  it.for([
    ['in the parts of its text', { content: [{ type: 'text', text: 'A pipe' }, { type: 'text', text: ' bomb.' }] }],
    ['in a tool’s arguments', { content: null, tool_calls: [{ index: 0, id: 'c1', type: 'function', function: { name: 'f', arguments: '{"how":"pipe bomb"}' } }] }],
    ['in its thoughts', { reasoning_content: 'A pipe bomb, then.' }],
    ['in its refusal', { refusal: 'I say nothing of a pipe bomb.' }],
  ])('is refused %s as well', async ([, said], { expect }) => {
    const whole = { choices: [{ message: { role: 'assistant', ...(said as object) }, finish_reason: 'stop' }] };
    const json = await startWith(() => Response.json(whole), onOutput('refuse')).router.post('/v1/chat/completions', chatBody());
    expect(json.status).toBe(400);
    const chunk = `data: ${JSON.stringify({ choices: [{ delta: said, finish_reason: null }] })}\n\n`;
    const stream = () => eventStream([chunk, 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n', 'data: [DONE]\n\n']);
    const inPieces = await startWith(stream, onOutput('refuse')).router.post('/v1/chat/completions', chatBody({ stream: true }));
    expect(inPieces.status).toBe(400);
    expect(await inPieces.text()).not.toContain('bomb');
  });

  it('is found in arguments that come in pieces, and only there where a phrase is', async ({ expect }) => {
    const piece = (text: string) => `data: ${JSON.stringify({ choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: text } }] } }] })}\n\n`;
    const end = 'data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}\n\n';
    const ask = async (...pieces: string[]) => {
      const { router } = startWith(() => eventStream([...pieces.map(piece), end, 'data: [DONE]\n\n']), onOutput('refuse'));
      return (await router.post('/v1/chat/completions', chatBody({ stream: true }))).text();
    };
    expect(await ask('{"how":"a pi', 'pe bo', 'mb"}')).toContain('"code":"safety_refused"');
    const passed = await ask('{"how":"a pi', 'pe bo', 'wl"}');
    expect(passed).toContain('wl');
    expect(passed).toContain('[DONE]');
  });

  it('passes unchanged, byte for byte, when no rule applies in the end', async ({ expect }) => {
    const deltas = ['A pipe', ' bo', 'mbastic', ' word: pi', 'pe'];
    const plain = await (await startWith(() => streamed(...deltas)).router.post('/v1/chat/completions', chatBody({ stream: true }))).text();
    const screened = await (await startWith(() => streamed(...deltas), onOutput('refuse')).router.post('/v1/chat/completions', chatBody({ stream: true }))).text();
    expect(screened).toBe(plain);
    expect(screened).toContain('[DONE]');
  });
});
