// A selection of the faults over real sockets: caller → the built router in workerd itself → a far side that misbehaves.
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { CaseResult } from './exhaustive.ts';
import { healthy, mayRecover, NAMED_FAULTS, type Fault, type Form } from './faults.ts';
import { violations } from './invariants.ts';
import { startHostileServer, type HostileServer, type SocketCall } from './play-on-socket.ts';
import { startRawWorkerd, type RawWorkerd } from './raw-workerd.ts';
import { readRouterAnswer } from './read-router-answer.ts';
import { recordedCompletion, recordedEvents } from './recording.ts';
import { answer, send } from './wire-script.ts';

/** What one request may take here, in real milliseconds. */
const DEADLINE_MS = 6000;
/** Two busy cores, three processes. */
const TOLERANCE_MS = 1500;
/** A connection that was let go is heard of within this. */
const LET_GO_WITHIN_MS = 2000;

/** What only a real connection can do: a compressed body that is cut is found out by whoever unpacks it. */
const GZIP_CUT: Fault = {
  name: 'gzip cut',
  script: (model, form) => {
    const text = form === 'sse' ? recordedEvents(model).join('') : JSON.stringify(recordedCompletion(model));
    const packed = gzipSync(text);
    const type = form === 'sse' ? 'text/event-stream' : 'application/json';
    return answer([send(packed.subarray(0, 40))], { headers: { 'content-type': type, 'content-encoding': 'gzip' }, end: 'cut' });
  },
  isRecoverable: true,
};

const NAMES: readonly string[] = [
  'refuse', 'reset before headers', 'hang before headers', 'hang after headers', 'hang mid-answer', 'headers late', 'a byte at a time',
  'status 400', 'status 401', 'status 500', 'status 529', '429 retry-after seconds', '429 retry-after-ms', '429 retry-after an hour',
  'error inside a 200', 'error mid-answer', 'web page with status 200', 'first event not JSON', 'oversized event mid-answer', 'stream without finish reason',
];

function faultNamed(name: string): Fault {
  const found = NAMED_FAULTS.find((fault) => fault.name === name);
  if (!found) throw new Error(`There is no fault named "${name}".`);
  return found;
}

const modelOf = ({ body }: SocketCall) => String(body['model']);

interface Bench {
  readonly host: HostileServer;
  readonly router: RawWorkerd;
}

/** @param onResult called for every case as it ends. */
export async function certifyForReal(onResult: (result: CaseResult) => void): Promise<void> {
  await using host = await startHostileServer();
  await using router = await startRawWorkerd({ PROVIDER_URL: `http://127.0.0.1:${host.port}/v1`, PROVIDER_NAME: 'reference', PHIRST_LOCAL: '1' });
  const bench = { host, router };
  for (const form of ['json', 'sse'] as const) {
    for (const fault of [...NAMES.map(faultNamed), GZIP_CUT]) onResult(await runFault(bench, fault, form));
  }
  for (const each of DEPARTURES) onResult(await runDeparture(bench, each));
}

function requestBody(form: Form): string {
  const messages = [{ role: 'user', content: 'Which river flows through the town?' }];
  return JSON.stringify({ model: 'auto', messages, stream: form === 'sse', phirst: { budget: { totalMs: DEADLINE_MS } } });
}

async function runFault({ host, router }: Bench, fault: Fault, form: Form): Promise<CaseResult> {
  const recordsBefore = recordsIn(router);
  const isRefused = fault.name === 'refuse';
  host.setScript((call, index) => (index === 0 && !isRefused ? fault.script(modelOf(call), form) : healthy(modelOf(call), form)));
  if (isRefused) {
    await host.setListening(false);
    // Back before the second try.
    void pause(150).then(() => host.setListening(true));
  }
  const began = performance.now();
  const response = await fetch(`http://127.0.0.1:${router.port}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: requestBody(form),
  });
  const seen = await readRouterAnswer(response);
  const endedAtMs = performance.now() - began;
  await host.setListening(true);
  await until(() => host.calls.every((call) => call.isOver || call.isLetGo) && recordsIn(router) > recordsBefore);
  const broken = violations(
    { ...seen, endedAtMs, calls: host.calls.length, danglingCalls: running(host), records: recordsIn(router) - recordsBefore, isAborted: false },
    { deadlineMs: DEADLINE_MS, toleranceMs: TOLERANCE_MS, mustComplete: fault.isHarmless === true || mayRecover(fault, form), maximumCalls: fault.isFinal ? 1 : undefined },
  );
  return { subject: `workerd, ${form === 'sse' ? 'SSE' : 'JSON'}`, group: 'real', fault: fault.name, outcome: seen.terminals.join(' and ') || 'nothing', violations: broken };
}

interface Departure {
  readonly name: string;
  readonly form: Form;
  /** What the provider does meanwhile. */
  readonly during: string;
  /** Resolves when it is time to leave. */
  readonly when: (socket: Socket, host: HostileServer) => Promise<unknown>;
  /** workerd sees a plain close before the headers only when it writes; a reset it sees at once. */
  readonly isReset: boolean;
}

const called = (_socket: Socket, host: HostileServer) => until(() => host.calls.length > 0);
const heard = (text: string) => async (socket: Socket) => {
  let received = '';
  for await (const [bytes] of eventsOf(socket)) if ((received += bytes.toString()).includes(text)) return;
};

const DEPARTURES: readonly Departure[] = [
  { name: 'before headers, JSON', form: 'json', during: 'hang before headers', when: called, isReset: true },
  { name: 'before headers, SSE', form: 'sse', during: 'hang before headers', when: called, isReset: true },
  { name: 'while the provider holds back, SSE', form: 'sse', during: 'hang after headers', when: called, isReset: true },
  { name: 'mid-answer, plain close', form: 'sse', during: 'hang mid-answer', when: heard('fließt'), isReset: false },
  { name: 'mid-answer, reset', form: 'sse', during: 'hang mid-answer', when: heard('fließt'), isReset: true },
];

async function* eventsOf(socket: Socket): AsyncGenerator<[Buffer]> {
  while (!socket.destroyed) yield (await once(socket, 'data')) as [Buffer];
}

/** A caller that leaves: its provider must be let go of, and the record written all the same. */
async function runDeparture({ host, router }: Bench, { name, form, during, when, isReset }: Departure): Promise<CaseResult> {
  const recordsBefore = recordsIn(router);
  host.setScript((call) => faultNamed(during).script(modelOf(call), form));
  const socket = connect(router.port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  const body = requestBody(form);
  socket.write(`POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:${router.port}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  await when(socket, host);
  const leftAt = performance.now();
  const calls = host.calls.length;
  if (isReset) socket.resetAndDestroy();
  else socket.destroy();
  await until(() => running(host) === 0);
  const letGoMs = performance.now() - leftAt;
  await until(() => recordsIn(router) > recordsBefore);
  const broken = violations(
    { terminals: [], text: '', faults: [], endedAtMs: letGoMs, calls: host.calls.length, danglingCalls: running(host), records: recordsIn(router) - recordsBefore, isAborted: true },
    { deadlineMs: LET_GO_WITHIN_MS, toleranceMs: 0, mustComplete: false, maximumCalls: calls },
  );
  if (letGoMs > LET_GO_WITHIN_MS) broken.push(`the provider was let go after ${Math.round(letGoMs)} ms`);
  return { subject: `workerd, ${form === 'sse' ? 'SSE' : 'JSON'}`, group: 'real, caller leaves', fault: name, outcome: 'aborted', violations: broken };
}

const running = (host: HostileServer) => host.calls.filter((call) => !call.isOver && !call.isLetGo).length;
const recordsIn = (router: RawWorkerd) => router.output().split('record {').length - 1;

async function until(holds: () => boolean): Promise<void> {
  const patience = performance.now() + LET_GO_WITHIN_MS + 500;
  while (!holds() && performance.now() < patience) await pause(10);
}
