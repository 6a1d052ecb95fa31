// The policy's safety rules on a hosted answer, by the same matcher as on the device: whole events wait until no rule can
// still apply to what is in them. Only a policy with rules for answers pays for it.
//
// The wire has no way to withdraw what was passed on, and nobody is above the model that answers: a rule that would hand up
// ends the answer here as one that refuses does, with an error in the place of its end.
import type { Policy } from '../../src/policy/policy.ts';
import { scanOutput, type OutputScan } from '../../src/safety/safety-rules.ts';
import { createEventFramer, joinBytes } from '../dispatch/event-framer.ts';
import type { JsonAnswer } from '../dispatch/json-answer.ts';
import type { ProviderStream, StreamPart } from '../dispatch/provider-stream.ts';
import { readEvent } from '../dispatch/read-event.ts';
import { safetyRefused } from './screen-chat.ts';

/** Throws `safety_refused` for an answer a rule speaks against. */
export function screenJson(answer: JsonAnswer, policy: Policy): JsonAnswer {
  const scan = scanOutput(policy);
  if (!scan) return answer;
  const { choices } = JSON.parse(answer.text) as { choices?: readonly { message?: unknown }[] };
  for (const choice of choices ?? []) scan.push(saidIn(choice?.message));
  scan.end();
  throwHit(scan);
  return answer;
}

/** The same stream, for a policy without rules for answers; else one that holds events back, and ends in `safety_refused`. */
export function screenStream(stream: ProviderStream, policy: Policy): ProviderStream {
  const scan = scanOutput(policy);
  if (!scan) return stream;
  const framer = createEventFramer();
  const held: { readonly bytes: Uint8Array; readonly upTo: number }[] = [];
  let length = 0;

  const take = (bytes: Uint8Array) => {
    const event = readEvent(bytes);
    const text = event.kind === 'chunk' ? (event.chunk.choices ?? []).map((choice) => saidIn(choice?.delta)).join('') : '';
    scan.push(text);
    length += text.length;
    held.push({ bytes, upTo: length });
  };

  const release = (): Uint8Array => {
    const cleared = scan.clearedLength();
    const waiting = held.findIndex(({ upTo }) => upTo > cleared);
    return joinBytes(held.splice(0, waiting === -1 ? held.length : waiting).map(({ bytes }) => bytes));
  };

  const screen = (part: StreamPart): StreamPart => {
    for (const bytes of framer.push(part.bytes)) take(bytes);
    if (part.end === 'complete') {
      scan.end();
      held.push({ bytes: framer.rest(), upTo: length });
    }
    const hit = scan.hit();
    if (!hit) return { ...part, bytes: release() };
    stream.cancel();
    return { bytes: new Uint8Array(), content: part.content, end: safetyRefused(hit.rule) };
  };

  return {
    read: async () => screen(await stream.read()),
    async open() {
      const opening = screen(await stream.open());
      // Nothing is on its way yet: an error with a status of its own.
      throwHit(scan);
      return opening;
    },
    cancel: stream.cancel,
  };
}

function throwHit(scan: OutputScan): void {
  const hit = scan.hit();
  if (hit) throw safetyRefused(hit.rule);
}

/** What is no text of the model's. */
const NAMES: ReadonlySet<string> = new Set(['role', 'type', 'id', 'index', 'tool_call_id']);

/**
 * All that a model says in a message or a delta: its text or parts of it, what it calls tools with, refuses by and thinks.
 * All of it is passed on, under names that differ by provider.
 *
 * @example saidIn({ role: 'assistant', tool_calls: [{ id: 'c1', function: { name: 'f', arguments: '{}' } }] }) // 'f{}'
 */
function saidIn(said: unknown): string {
  if (typeof said === 'string') return said;
  if (typeof said !== 'object' || said === null) return '';
  return Object.entries(said)
    .map(([name, value]) => (NAMES.has(name) ? '' : saidIn(value)))
    .join('');
}
