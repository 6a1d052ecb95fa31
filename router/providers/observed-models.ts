// What this isolate has seen of the hosted models it called, and what the book of traffic says of their answers: read by the next
// decisions. From memory; nobody waits for it, and without it the policy's own words stand.
import { forecastFromObserved, type FirstTokenForecast } from '../../src/budget/first-token-forecast.ts';
import { agedTo, NO_LATENCIES, observeLatency, type LatencyHistogram } from '../../src/budget/latency-histogram.ts';
import { promptClassOf, type PromptClass } from '../../src/budget/prompt-class.ts';
import { observeRate, rateFromPrior, type RateModel } from '../../src/budget/rate-model.ts';
import type { JudgedAnswers } from '../../src/catalog/quality-estimate.ts';
import type { AttemptRecord } from '../../src/event/outcome-event.ts';
import type { HostedModel } from '../../src/policy/policy.ts';
import type { Task } from '../../src/query/query-description.ts';
import type { ObservedModel, ObservedModels } from '../../src/route/observed-model.ts';
import { afterFailure } from '../dispatch/after-failure.ts';
import type { Bindings } from '../env.ts';
import { judgedByTask, judgementKey } from '../traffic/agreement-sums.ts';
import { TRAFFIC_BOOK } from '../traffic/traffic-protocol.ts';

/** What was seen so long ago weighs half. */
const HALF_LIFE_MS = 600_000;
/** A forecast is made again when something new was seen, or after so long. */
const FRESH_MS = 60_000;
/** The book is asked so often … */
const ASK_BOOK_MS = 300_000;
/** … for the answers that were judged since. */
const JUDGED_MS = 30 * 86_400_000;

/** One request, once it is over. */
export interface ObservedRequest {
  readonly attempts: readonly AttemptRecord[];
  readonly promptTokens: number;
  /** JSON comes as a whole: when it began is not known. */
  readonly isStream: boolean;
  readonly outputTokens: number;
  /** From the request's arrival; null where nobody answered. */
  readonly firstTokenMs: number | null;
  readonly latencyMs: number;
}

export interface ModelObserver {
  note(request: ObservedRequest): void;
  /** Of these models, for prompts of a length; undefined where nothing was seen of any. */
  observed(models: readonly HostedModel[], promptTokens: number, task: Task): ObservedModels | undefined;
  /** Asks the book behind a request, where it is time. */
  refresh(env: Pick<Bindings, 'TRAFFIC'>, context: { waitUntil(work: Promise<unknown>): void }): void;
}

interface Seen {
  readonly latencies: Partial<Record<PromptClass, LatencyHistogram>>;
  readonly forecasts: Partial<Record<PromptClass, { readonly forecast: FirstTokenForecast | undefined; readonly usualMs: number; readonly madeAt: number }>>;
  decodeRate: RateModel | undefined;
  answered: number;
  failed: number;
  atMs: number;
}

/** `createModelObserver({ now }).note({ attempts: [{ model: 'openai/gpt-4o', code: 'ok', ms: 480 }], … })` */
export function createModelObserver({ now }: { readonly now: () => number }): ModelObserver {
  const models = new Map<string, Seen>();
  let judged: ReadonlyMap<string, JudgedAnswers> = new Map();
  let askedBookAt = -Infinity;

  const seenOf = (model: string): Seen => {
    const known = models.get(model) ?? { latencies: {}, forecasts: {}, decodeRate: undefined, answered: 0, failed: 0, atMs: now() };
    models.set(model, known);
    return known;
  };
  const noteAttempt = ({ model, code, ms }: AttemptRecord, { promptTokens, isStream }: ObservedRequest) => {
    const isFailure = code !== 'ok' && afterFailure(code) !== 'surface';
    if (code !== 'ok' && !isFailure) return;
    const seen = seenOf(model);
    // A clock that was set back mustn't make more of what was seen, nor nothing of what is seen now.
    const left = 0.5 ** (Math.max(0, now() - seen.atMs) / HALF_LIFE_MS);
    seen.answered = seen.answered * left + (isFailure ? 0 : 1);
    seen.failed = seen.failed * left + (isFailure ? 1 : 0);
    seen.atMs = now();
    if (isFailure || !isStream) return;
    const size = promptClassOf(promptTokens);
    const before = seen.latencies[size] ?? NO_LATENCIES;
    seen.latencies[size] = observeLatency({ ...before, atMs: Math.min(before.atMs, now()) }, { ms, atMs: now(), halfLifeMs: HALF_LIFE_MS });
    delete seen.forecasts[size];
  };

  return {
    note(request) {
      for (const attempt of request.attempts) noteAttempt(attempt, request);
      const served = request.attempts.findLast(({ code }) => code === 'ok');
      const decodeMs = request.latencyMs - (request.firstTokenMs ?? Infinity);
      if (!served || !request.isStream || decodeMs < LEAST_DECODE_MS || request.outputTokens < LEAST_TOKENS) return;
      const rate = (request.outputTokens * 1000) / decodeMs;
      const seen = seenOf(served.model);
      seen.decodeRate = observeRate(seen.decodeRate ?? rateFromPrior(rate, 1.25), rate);
    },

    observed(asked, promptTokens, task) {
      const found: Record<string, ObservedModel> = {};
      for (const { id, firstTokenMs } of asked) {
        const seen = models.get(id);
        const answers = judged.get(judgementKey(id, task));
        if (!seen && !answers) continue;
        const firstToken = seen && forecastOf(seen, promptClassOf(promptTokens), firstTokenMs, now());
        found[id] = {
          ...(firstToken && { firstToken }),
          ...(seen?.decodeRate && { decodeRate: seen.decodeRate }),
          answered: seen?.answered ?? 0,
          failed: seen?.failed ?? 0,
          ...(answers && { judged: answers }),
        };
      }
      return Object.keys(found).length > 0 ? found : undefined;
    },

    refresh({ TRAFFIC }, context) {
      // A clock that was set back mustn't end all asking.
      if (!TRAFFIC || Math.abs(now() - askedBookAt) < ASK_BOOK_MS) return;
      askedBookAt = now();
      const asking = TRAFFIC.getByName(TRAFFIC_BOOK)
        .agreement({ fromMs: now() - JUDGED_MS, toMs: now() })
        .then((sums) => void (judged = judgedByTask(sums)))
        .catch(() => undefined);
      context.waitUntil(asking);
    },
  };
}

/** Shorter answers tell more of the network than of the model. */
const LEAST_TOKENS = 16;
const LEAST_DECODE_MS = 50;

function forecastOf(seen: Seen, size: PromptClass, usualMs: number, nowMs: number): FirstTokenForecast | undefined {
  const made = seen.forecasts[size];
  if (made && made.usualMs === usualMs && Math.abs(nowMs - made.madeAt) < FRESH_MS) return made.forecast;
  const latencies = seen.latencies[size];
  const forecast = latencies && forecastFromObserved(agedTo(latencies, nowMs, HALF_LIFE_MS), usualMs);
  seen.forecasts[size] = { forecast, usualMs, madeAt: nowMs };
  return forecast;
}
