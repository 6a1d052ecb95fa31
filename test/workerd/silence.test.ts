// What a streaming caller sees of a model that takes its time: headers after two seconds, comments, and the record in the stream.
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import type { OutcomeEvent } from '../../src/event/outcome-event.ts';
import { CHAT, chatBody } from './support/chat-body.ts';
import { hostedPolicy } from './support/hosted-policy.ts';
import { eventStream, scriptedUpstream, type UpstreamCall } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

const DELTA = 'data: {"id":"c1","created":7,"model":"m","choices":[{"delta":{"content":"Lima"}}]}\n\n';
const FINISH = 'data: {"id":"c1","choices":[{"delta":{},"finish_reason":"stop"}]}\n\n';
const DONE = 'data: [DONE]\n\n';
const COMMENT = ': phirst\n\n';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const later = (milliseconds: number, answer: () => Response) => () => new Promise<Response>((resolve) => setTimeout(() => resolve(answer()), milliseconds));
const silent = ({ signal }: UpstreamCall) => new Promise<Response>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
const good = () => eventStream([DELTA, FINISH, DONE]);

/** Lets the promises of real streams settle between two faked moments. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  await vi.advanceTimersByTimeAsync(0);
}

function start(answers: readonly ((call: UpstreamCall) => Response | Promise<Response>)[], fields: Record<string, unknown> = {}) {
  const upstream = scriptedUpstream((call) => answers[Math.min(upstream.calls.length, answers.length) - 1]!(call));
  const outcomes: OutcomeEvent[] = [];
  const router = startRouter({
    env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' },
    fetch: upstream.fetch,
    policy: hostedPolicy({ retry: { maximumRetries: 0, maximumDelayMs: 0 } }),
    newDecisionId: () => 'decision-1',
    eventsOf: () => ({ recordAll: async () => undefined, record: async (events) => void outcomes.push(events.at(-1)?.event as OutcomeEvent) }),
  });
  let response: Response | undefined;
  const answered = router.post(CHAT, chatBody({ stream: true, ...fields })).then((got) => (response = got));
  return { upstream, outcomes, answered, response: () => response };
}

describe('a model that takes its time', () => {
  it('costs the caller its headers for two seconds at most; then a comment follows', async ({ expect }) => {
    const run = start([later(3000, good)]);
    await vi.advanceTimersByTimeAsync(1900);
    await settle();
    expect(run.response()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(200);
    const response = await run.answered;
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-phirst-routed-model')).toBe('openai/gpt-4o-mini');
    // Nobody knows yet.
    expect(response.headers.get('x-phirst-served-model')).toBeNull();
    const text = response.text();
    await vi.advanceTimersByTimeAsync(1000);
    const lines = (await text).split('\n\n');
    expect(`${lines[0]}\n\n`).toBe(COMMENT);
    expect(JSON.parse(lines[1]!.slice('data: '.length))).toEqual({
      id: 'c1',
      object: 'chat.completion.chunk',
      created: 7,
      model: 'm',
      choices: [],
      phirst: {
        decisionId: 'decision-1',
        requestedModel: 'auto',
        routedModel: 'openai/gpt-4o-mini',
        servedModel: 'openai/gpt-4o-mini',
        reason: 'smallest_adequate',
        policy: 'default',
        attempts: [{ model: 'openai/gpt-4o-mini', code: 'ok', ms: expect.any(Number) }],
      },
    });
    expect((await text).endsWith(DELTA + FINISH + DONE)).toBe(true);
    expect(run.outcomes).toMatchObject([{ code: null, servedModel: 'openai/gpt-4o-mini' }]);
  });

  it('is followed by the next one, while comments keep the connection alive, and the stream tells of it', async ({ expect }) => {
    const run = start([silent, good]);
    await vi.advanceTimersByTimeAsync(2100);
    const response = await run.answered;
    const text = response.text();
    for (let second = 0; second < 20; second++) await vi.advanceTimersByTimeAsync(1000);
    const told = await text;
    expect(told.startsWith(COMMENT + COMMENT)).toBe(true);
    expect(told).toContain('"servedModel":"openai/gpt-4o","reason":"fallback"');
    expect(told).toContain('{"model":"openai/gpt-4o-mini","code":"provider_stalled"');
    expect(told.endsWith(DELTA + FINISH + DONE)).toBe(true);
    expect(run.upstream.calls[0]?.signal.aborted).toBe(true);
  });

  it('and never answers ends in one typed event, the status being gone', async ({ expect }) => {
    const run = start([silent], { phirst: { budget: { totalMs: 5000 } } });
    await vi.advanceTimersByTimeAsync(2100);
    const response = await run.answered;
    expect(response.status).toBe(200);
    const text = response.text();
    await vi.advanceTimersByTimeAsync(3000);
    const events = (await text).split('\n\n').filter((event) => event.startsWith('data: '));
    expect(events).toHaveLength(1);
    expect(JSON.parse(events[0]!.slice('data: '.length))).toMatchObject({
      error: { code: 'deadline_exceeded' },
      phirst: { decisionId: 'decision-1' },
    });
    expect(run.outcomes).toMatchObject([{ code: 'deadline_exceeded', servedModel: null }]);
  });

  it('and fails within two seconds is still a status', async ({ expect }) => {
    const run = start([later(1000, () => Response.json({}, { status: 500 }))], { model: 'openai/gpt-4o' });
    await vi.advanceTimersByTimeAsync(1100);
    expect((await run.answered).status).toBe(502);
  });
});
