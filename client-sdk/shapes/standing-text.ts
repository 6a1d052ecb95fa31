// An answer for readers that can't take text back: OpenAI's chunks and the AI SDK's stream parts only ever add.
// Text is handed on once it stands. A device's text may be withdrawn until its answer is accepted, so it is held back
// till then (a `draft`); hosted text goes out at once. What it costs is the time from the device's first token to its last.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Answer, AskOptions } from '../client-options.ts';
import type { AnswerResult, RevisePart, RoutePart, Source } from '../session/answer-part.ts';

export type StandingEvent =
  | RoutePart
  /** More text of the device, which may be withdrawn yet. */
  | { readonly type: 'draft'; readonly text: string }
  /** What was drafted is withdrawn. */
  | RevisePart
  /** More text that stands. */
  | { readonly type: 'text'; readonly text: string; readonly source: Source }
  | { readonly type: 'finish'; readonly result: AnswerResult };

/** No hosted model may answer this, so nothing will replace what the device says. */
export function isDeviceFinal({ mode, privacy }: Pick<AskOptions, 'mode' | 'privacy'>): boolean {
  return mode === 'only_on_device' || privacy === 'device-only';
}

/**
 * Ends with one `finish`, whose text is the concatenation of all `text` events, or throws a PhirstError.
 *
 * Text that stood and is withdrawn after all (a hosted model that broke off, for which the device stands in) can't be
 * taken back here: unless the new text continues it, the answer ends in `stream_truncated`.
 */
export async function* standingText(answer: Answer, isDraftless: boolean): AsyncGenerator<StandingEvent, void, undefined> {
  let shown = '';
  let current = '';
  for await (const part of answer) {
    switch (part.type) {
      case 'route':
        yield part;
        break;
      case 'text-delta':
        current += part.text;
        if (part.source === 'device' && !isDraftless) yield { type: 'draft', text: part.text };
        else {
          const text = added(shown, current);
          shown += text;
          if (text !== '') yield { type: 'text', text, source: part.source };
        }
        break;
      case 'revise':
        current = '';
        yield part;
        break;
      case 'finish': {
        const text = added(shown, part.result.text);
        if (shown.length + text.length !== part.result.text.length) throw broken();
        if (text !== '') yield { type: 'text', text, source: part.result.source };
        yield part;
        break;
      }
      case 'error':
        throw part.error;
    }
  }
}

/** Everything as it comes, for a reader that heeds `revise`. */
export async function* liveText(answer: Answer): AsyncGenerator<StandingEvent, void, undefined> {
  for await (const part of answer) {
    if (part.type === 'error') throw part.error;
    yield part.type === 'text-delta' ? { type: 'text', text: part.text, source: part.source } : part;
  }
}

/** What `current` adds to what is shown; nothing while it only repeats it. */
function added(shown: string, current: string): string {
  if (current.startsWith(shown)) return current.slice(shown.length);
  if (shown.startsWith(current)) return '';
  throw broken();
}

function broken(): PhirstError {
  return new PhirstError(
    'stream_truncated',
    'The answer broke off after its beginning was shown, and another one stands in for it, which this stream cannot show: ask again, or without streaming.',
  );
}
