// One line of the router's log → a labelled answer, where it is an audit: whether the device agreed with a hosted model.
import { readStoredEvent } from '../../src/replay/read-stored-event.ts';
import type { LabelLine } from './label-line.ts';
import { orFault, type LineFault } from './line-fault.ts';
import { readSignals } from './read-signals.ts';

/** What a line of a log begins with, or could. */
export function looksLikeLog(text: string): boolean {
  return text.startsWith('{"event":{');
}

/** Undefined for an event that labels nothing, or that nobody vouches for. */
export function readAuditLine(text: string): (LabelLine & { readonly eventId: string }) | LineFault | undefined {
  const read = readStoredEvent(text);
  if (!read.ok) return { field: '(line)', problem: read.error, remedy: 'fetch the segment again with `phirst log download`' };
  const { event, standing } = read.value;
  if (event.type !== 'audit' || standing === 'unverified') return undefined;
  const { signals, score, share } = event;
  if (!signals && score === null) return { field: 'event.score', problem: 'is missing, and so are the signals', remedy: 'nothing: an older version of the SDK told of it' };
  // An older version of the SDK told fewer of them.
  const known = signals ? orFault(() => readSignals(signals, 'event.signals')) : undefined;
  if (known && 'problem' in known) return known;
  return {
    eventId: event.id,
    kinds: known ? ['signals', 'score', 'mean_log_prob'] : ['score'],
    answer: {
      deviceCorrect: event.agreed ? 1 : 0,
      // Kept answers are drawn, hand-ups all told: each counts as often as it occurs.
      weight: share > 0 ? 1 / share : 1,
      group: event.decisionId,
      ...(known && { signals: known }),
      ...(score !== null && { score }),
      tokens: event.tokens,
    },
    model: event.deviceModel,
    dtype: event.dtype ?? undefined,
    deviceClass: event.deviceClass ?? undefined,
  };
}
