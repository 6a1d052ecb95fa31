import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Answer } from '../client-options.ts';
import type { AnswerPart, AnswerResult, Source } from '../session/answer-part.ts';
import { liveText, standingText, type StandingEvent } from './standing-text.ts';

const delta = (text: string, source: Source): AnswerPart => ({ type: 'text-delta', text, source });
const revise = (withdrawnText: string): AnswerPart => ({ type: 'revise', reason: 'low_confidence', withdrawnText });
const finish = (text: string, source: Source): AnswerPart => ({ type: 'finish', result: { text, source } as AnswerResult });
const failure = new PhirstError('provider_stalled', 'It stalled.');

function answerOf(parts: readonly AnswerPart[]): Answer {
  return {
    id: '1',
    done: Promise.withResolvers<AnswerResult>().promise,
    async *[Symbol.asyncIterator]() {
      yield* parts;
    },
  };
}

async function read(events: AsyncIterable<StandingEvent>) {
  const seen: StandingEvent[] = [];
  const shown = () => seen.reduce((text, event) => (event.type === 'text' ? text + event.text : text), '');
  try {
    for await (const event of events) seen.push(event);
    return { seen, shown: shown(), code: undefined };
  } catch (error) {
    return { seen, shown: shown(), code: (error as PhirstError).code };
  }
}

it('holds device text back until the answer is accepted', async () => {
  const { seen, shown } = await read(standingText(answerOf([delta('Par', 'device'), delta('is', 'device'), finish('Paris', 'device')]), false));
  expect(seen.map(({ type }) => type)).toEqual(['draft', 'draft', 'text', 'finish']);
  expect(shown).toBe('Paris');
});

it('never shows withdrawn device text, and hosted text as it comes', async () => {
  const parts = [delta('London', 'device'), revise('London'), delta('Par', 'hosted'), delta('is', 'hosted'), finish('Paris', 'hosted')];
  const { seen } = await read(standingText(answerOf(parts), false));
  expect(seen.map((event) => (event.type === 'text' ? event.text : event.type))).toEqual(['draft', 'revise', 'Par', 'is', 'finish']);
});

it('shows device text as it comes where nothing can replace it', async () => {
  const { seen } = await read(standingText(answerOf([delta('Par', 'device'), delta('is', 'device'), finish('Paris', 'device')]), true));
  expect(seen.map(({ type }) => type)).toEqual(['text', 'text', 'finish']);
});

it('goes on where a device that started again says the same', async () => {
  const parts = [delta('Par', 'device'), revise('Par'), delta('P', 'device'), delta('aris', 'device'), delta('.', 'device'), finish('Paris.', 'device')];
  const { seen } = await read(standingText(answerOf(parts), true));
  expect(seen.map((event) => (event.type === 'text' ? event.text : event.type))).toEqual(['Par', 'revise', 'is', '.', 'finish']);
});

it('ends in stream_truncated where hosted text that was shown is replaced by the device’s', async () => {
  const parts = [delta('Lyo', 'hosted'), revise('Lyo'), delta('Paris', 'device'), finish('Paris', 'device')];
  expect(await read(standingText(answerOf(parts), false))).toMatchObject({ shown: 'Lyo', code: 'stream_truncated' });
  const shorter = [delta('Paris is', 'hosted'), revise('Paris is'), finish('Paris', 'device')];
  expect(await read(standingText(answerOf(shorter), false))).toMatchObject({ shown: 'Paris is', code: 'stream_truncated' });
});

it('passes a failure on, and shows no draft of an answer that failed', async () => {
  const parts: AnswerPart[] = [delta('London', 'device'), { type: 'error', error: failure, trace: [] }];
  expect(await read(standingText(answerOf(parts), false))).toMatchObject({ shown: '', code: 'provider_stalled' });
  expect(await read(liveText(answerOf(parts)))).toMatchObject({ shown: 'London', code: 'provider_stalled' });
});

/** Legs as a run makes them: texts in pieces, each but the last withdrawn. */
const legs = fc.array(fc.record({ source: fc.constantFrom<Source>('device', 'hosted'), pieces: fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { maxLength: 4 }) }), { minLength: 1, maxLength: 4 });

it('shows exactly the final text or ends in an error, whatever was withdrawn on the way', async () => {
  await fc.assert(
    fc.asyncProperty(legs, fc.boolean(), async (given, isDraftless) => {
      const final = given.at(-1) as (typeof given)[number];
      const text = final.pieces.join('');
      const parts = given.flatMap(({ source, pieces }, index) => [
        ...(index === 0 ? [] : [revise(given[index - 1]?.pieces.join('') ?? '')]),
        ...pieces.map((piece) => delta(piece, source)),
      ]);
      const { seen, shown, code } = await read(standingText(answerOf([...parts, finish(text, final.source)]), isDraftless));
      const isWhole = shown === text && seen.filter(({ type }) => type === 'finish').length === 1;
      const isBroken = code === 'stream_truncated' && !seen.some(({ type }) => type === 'finish');
      expect(isWhole !== isBroken).toBe(true);
      // Of device legs nothing was shown, so they alone never end in an error.
      const canBreak = isDraftless || given.slice(0, -1).some(({ source }) => source === 'hosted');
      expect(isWhole || canBreak).toBe(true);
    }),
  );
});
