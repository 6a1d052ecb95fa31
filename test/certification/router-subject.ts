// One request through the router in process, with what is behind it played by a script.
import '../support/workerd-globals.ts';
import { createApp } from '../../router/app.ts';
import { hashOf } from '../../router/deployment/hash-of.ts';
import { certificationPolicy, DEADLINE_MS } from './certification-policy.ts';
import type { AbortStage, Form } from './faults.ts';
import type { Observation } from './observation.ts';
import { playInProcess, type PlayedCall } from './play-in-process.ts';
import { readRouterAnswer, type ReadAnswer } from './read-router-answer.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { WireScript } from './wire-script.ts';

export interface RouterCase {
  readonly form: Form;
  readonly scriptOf: (call: PlayedCall, index: number) => WireScript;
  readonly abortAt?: AbortStage | undefined;
}

// Hashed once, before the clock is virtual: a digest is real work on another thread, which that clock can't wait for.
const policy = certificationPolicy();
await hashOf(policy);

const QUESTION = [{ role: 'user', content: 'Which river flows through the town?' }];

/** Runs it to its end on the virtual clock. */
export async function observeRouter({ form, scriptOf, abortAt }: RouterCase, clock: VirtualClock): Promise<Observation> {
  const network = playInProcess(scriptOf);
  const spend = { reserved: 0, settled: 0, overspent: 0 };
  let records = 0;
  const app = createApp({
    fetch: network.fetch,
    policy,
    // Halfway: the spread of retries is not what is looked at here.
    draw: () => 0.5,
    ledgerOf: () => ({
      reserve: async (_client, worst) => {
        spend.reserved++;
        let isSettled = false;
        return {
          async settle(spent) {
            if (isSettled) spend.overspent++;
            isSettled = true;
            spend.settled++;
            if (!(spent <= worst)) spend.overspent++;
          },
        };
      },
    }),
    eventsOf: () => ({
      async record() {
        records++;
      },
      recordAll: async () => undefined,
    }),
  });
  const background: Promise<unknown>[] = [];
  const context = { waitUntil: (work: Promise<unknown>) => void background.push(work), passThroughOnException() {}, props: {} };
  const env = { PROVIDER_URL: 'http://provider.test/v1', PROVIDER_NAME: 'reference', PHIRST_LOCAL: '1' };
  const caller = new AbortController();
  const request = new Request('http://localhost/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'auto', messages: QUESTION, stream: form === 'sse', phirst: { budget: { totalMs: DEADLINE_MS } } }),
    signal: caller.signal,
  });
  const startedAt = clock.now();
  if (abortAt === 'at once') caller.abort();
  if (abortAt === 'before headers') setTimeout(() => caller.abort(), 1000);
  const work = (async (): Promise<ReadAnswer> => {
    const response = await app.fetch(request, env, context);
    if (abortAt === 'after headers') {
      await response.body?.cancel();
      caller.abort();
      return { terminals: [], text: '', faults: [] };
    }
    return readRouterAnswer(response, { isEnough: enoughFor(abortAt) });
  })();
  const seen = await clock.run(work, startedAt + DEADLINE_MS + 60_000);
  const endedAtMs = seen === undefined ? undefined : clock.now() - startedAt;
  if (abortAt !== undefined) caller.abort();
  await clock.drain(60_000);
  await clock.run(Promise.allSettled(background), clock.now() + 60_000);
  return {
    terminals: seen?.terminals ?? [],
    text: seen?.text ?? '',
    faults: seen?.faults ?? [],
    endedAtMs,
    calls: network.calls.length,
    danglingCalls: network.calls.filter((call) => !call.isOver && !call.isLetGo).length,
    records,
    spend,
    isAborted: abortAt !== undefined,
  };
}

function enoughFor(stage: AbortStage | undefined): (text: string, hasEnded: boolean) => boolean {
  if (stage === 'after first text') return (text) => text !== '';
  if (stage === 'mid-answer') return (text) => text.length > 12;
  if (stage === 'after the last text') return (_text, hasEnded) => hasEnded;
  return () => false;
}
