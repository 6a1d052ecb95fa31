// Parts pushed by the run, read by the app: an async iterable with exactly one terminal part, and a promise of the result.
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Answer } from '../client-options.ts';
import type { AnswerPart, AnswerResult, TraceStep } from './answer-part.ts';

export interface AnswerStream {
  readonly answer: Answer;
  /** Ignored after the terminal part. */
  push(part: Exclude<AnswerPart, { type: 'finish' | 'error' }>): void;
  finish(result: AnswerResult): void;
  fail(error: PhirstError, trace?: readonly TraceStep[]): void;
  /** Text pushed since the beginning or the last `revise`: what a reader sees now. */
  shownText(): string;
}

/** @param onAbandoned called when the last reader leaves early and nobody asked for `done`: nobody wants the rest. */
export function createAnswerStream(id: string, onAbandoned: () => void = () => {}): AnswerStream {
  const parts: AnswerPart[] = [];
  let isEnded = false;
  let isDoneWanted = false;
  let readers = 0;
  const waiting: (() => void)[] = [];
  let settle!: { resolve(result: AnswerResult): void; reject(error: PhirstError): void };
  const done = new Promise<AnswerResult>((resolve, reject) => (settle = { resolve, reject }));
  // An app that only iterates reads the error part; the same error must not also be an unhandled rejection.
  done.catch(() => undefined);

  const append = (part: AnswerPart) => {
    if (isEnded) return;
    isEnded = part.type === 'finish' || part.type === 'error';
    parts.push(part);
    for (const wake of waiting.splice(0)) wake();
  };

  async function* read(): AsyncGenerator<AnswerPart, void, undefined> {
    readers++;
    try {
      // Every iteration starts at the first part: an answer can be read twice, or late.
      for (let index = 0; ; index++) {
        while (index >= parts.length) await new Promise<void>((resolve) => waiting.push(resolve));
        const part = parts[index] as AnswerPart;
        yield part;
        if (part.type === 'finish' || part.type === 'error') return;
      }
    } finally {
      readers--;
      if (!isEnded && readers === 0 && !isDoneWanted) onAbandoned();
    }
  }

  return {
    answer: {
      id,
      get done() {
        isDoneWanted = true;
        return done;
      },
      [Symbol.asyncIterator]: read,
    },
    push: append,
    finish(result) {
      append({ type: 'finish', result });
      settle.resolve(result);
    },
    fail(error, trace = []) {
      append({ type: 'error', error, trace });
      settle.reject(error);
    },
    shownText() {
      const since = parts.findLastIndex((part) => part.type === 'revise');
      return parts.slice(since + 1).reduce((text, part) => (part.type === 'text-delta' ? text + part.text : text), '');
    },
  };
}
