// Events of one client, wired to the page: its storage, its network, its leaving.
import type { NewClientEvent } from '../../src/event/client-event.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { AuditOption } from '../audit/audit-option.ts';
import type { SessionTokens } from '../edge/session-token.ts';
import type { AnswerResult } from '../session/answer-part.ts';
import type { QueryRun } from '../session/query-run.ts';
import { createEventQueue } from './event-queue.ts';
import { createEventStore, type EventStorage } from './event-store.ts';
import { eventsOfRun, type RunEnd } from './events-of-run.ts';
import { createExposures } from './exposures.ts';
import { createRetries } from './retries.ts';

/** A router that takes longer for a batch is asked again later. */
const PATIENCE_MS = 30_000;

export interface Events {
  /** What became of a query, once its answer has ended. */
  recordRun(run: QueryRun, done: Promise<AnswerResult>): Promise<void>;
  feedback(decisionId: string, rating: 'good' | 'bad' | number): void;
  track(decisionId: string, metric: string, value: number): void;
  dispose(): void;
}

export interface CreateEventsInput {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** Of a server or a test. */
  readonly apiKey?: string | undefined;
  /** Of a page. Without one its events are kept, but count in no experiment: anybody could have sent them. */
  readonly tokens: (() => Promise<SessionTokens>) | undefined;
  readonly auditSample?: AuditOption | undefined;
  readonly isOnline: () => boolean;
  readonly storage: EventStorage | undefined;
  readonly newId: () => string;
  readonly setTimer: (callback: () => void, delayMs: number) => () => void;
}

export function createEvents({ baseUrl, fetch, apiKey, tokens, auditSample, isOnline, storage, newId, setTimer }: CreateEventsInput): Events {
  const url = `${baseUrl}/v1/events`;
  /** Once a question has been recorded, or a batch has asked for it. */
  let session: SessionTokens | undefined;
  const queue = createEventQueue({
    store: createEventStore(storage, baseUrl),
    post: (body, { outlivesPage }) => (outlivesPage ? postOnLeaving(body) : post(body)),
    session: () => session?.held(),
    isOnline,
    setTimer,
  });
  const key = apiKey !== undefined && { authorization: `Bearer ${apiKey}` };
  const send = (body: string, signal: AbortSignal, authorization: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...key, ...authorization }, signal });
  const post = async (body: string): Promise<Response> => {
    // One that hangs would hold up all that follow.
    const signal = AbortSignal.timeout(PATIENCE_MS);
    if (!tokens) return send(body, signal);
    session ??= await tokens();
    const asked = session;
    // A router that gives this page no session still keeps what it tells; one that can't be reached is asked again.
    const mayGoOn = await asked.token(signal).then(() => true, (error: PhirstError) => error.code !== 'router_unreachable' && !signal.aborted);
    if (!mayGoOn) throw new PhirstError('router_unreachable', 'No session could be minted for the events: they are sent later.');
    return asked.held() === undefined ? send(body, signal) : asked.send(signal, (authorization) => send(body, signal, authorization));
  };
  const postOnLeaving = async (body: string): Promise<Response> => {
    if ('keepalive' in Request.prototype) {
      return fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...key }, keepalive: true, signal: AbortSignal.timeout(PATIENCE_MS) });
    }
    // Nothing tells of its arrival.
    navigator.sendBeacon(url, new Blob([body], { type: 'application/json' }));
    return new Response(null, { status: 504 });
  };

  // What an earlier visit left behind, and what gathered while there was no network.
  queue.resume();
  const onOnline = () => queue.resume();
  const onHidden = () => document.visibilityState === 'hidden' && queue.leave();
  const onLeave = () => queue.leave();
  const page = typeof document === 'undefined' ? undefined : { window: globalThis, document };
  page?.window.addEventListener('online', onOnline);
  page?.window.addEventListener('pagehide', onLeave);
  page?.document.addEventListener('visibilitychange', onHidden);

  const about = (decisionId: string) => ({ schemaVersion: 1 as const, id: newId(), decisionId, observer: 'client' as const, atMs: Date.now() });
  const add = (event: NewClientEvent) => queue.add(event);
  const disposal = new AbortController();
  /** After the answer, and beside everything else. */
  const audit = async (run: QueryRun, result: AnswerResult, outcome: NewClientEvent | undefined) => {
    if (!run.decided.accept || outcome?.type !== 'outcome') return;
    const { auditRun } = await import('../audit/audit-run.ts');
    const fields = await auditRun({ run, result, option: auditSample, signal: disposal.signal });
    const { policy, policyHash, sequence, assignment, deviceClass, accept = null } = outcome;
    if (fields) add({ type: 'audit', ...about(run.id), policy, policyHash, sequence, assignment, deviceClass, accept, ...fields });
  };
  /** A page that is left before its first batch sends the token that its questions have minted. */
  const learnSession = () => void tokens?.().then((known) => (session = known), () => undefined);
  const exposures = createExposures();
  const retries = createRetries();
  return {
    async recordRun(run, done) {
      const end: RunEnd = await done.then((result) => ({ result }), (error: PhirstError) => ({ error }));
      // A question that may not leave causes no request, not even one about numbers.
      const isSilent = run.query.privacy === 'device-only';
      const events = eventsOfRun({ run, end, newId, atMs: Date.now(), isExposure: exposures.isFirst(run.inForce), isRetry: retries.isRetry(run) });
      for (const event of events) queue.add(event, { isSilent });
      if (!isSilent) learnSession();
      if ('result' in end && !isSilent) await audit(run, end.result, events.at(-1));
    },
    feedback: (decisionId, rating) => add({ type: 'feedback', ...about(decisionId), rating: rating === 'good' ? 1 : rating === 'bad' ? 0 : rating }),
    track: (decisionId, metric, value) => add({ type: 'metric', ...about(decisionId), metric, value }),
    dispose() {
      disposal.abort();
      queue.dispose();
      page?.window.removeEventListener('online', onOnline);
      page?.window.removeEventListener('pagehide', onLeave);
      page?.document.removeEventListener('visibilitychange', onHidden);
    },
  };
}
