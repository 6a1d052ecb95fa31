// Answer signals as they travel, in an audit's event. Pages and routers of two versions meet: what a later version added may be
// missing, and what this one doesn't know is left out. A new signal is optional here, so that no audit is lost over it.
import * as v from 'valibot';
import type { RecordedSignals } from './recorded-signals.ts';

const Amount = v.pipe(v.number(), v.finite());
const Count = v.pipe(Amount, v.minValue(0));
const LogProb = v.pipe(Amount, v.maxValue(0, 'is the logarithm of a probability: 0 or below'));
const Share = v.pipe(Amount, v.minValue(0), v.maxValue(1));

export const AnswerSignalsSchema = v.object({
  tokens: v.pipe(Count, v.integer()),
  sumLogProb: LogProb,
  minLogProb: LogProb,
  secondLogProb: v.optional(LogProb),
  thirdLogProb: v.optional(LogProb),
  firstLogProb: v.optional(LogProb),
  unsureTokens: v.optional(v.pipe(Count, v.integer())),
  lowestWindowLogProb: LogProb,
  meanLogProb: LogProb,
  logProbQ10: LogProb,
  logProbQ25: LogProb,
  logProbQ50: LogProb,
  tailLogProb: LogProb,
  meanMargin: Share,
  minMargin: v.optional(Share),
  meanEntropy: Count,
  maxEntropy: Count,
  repeatedShare: Share,
}) satisfies v.GenericSchema<unknown, RecordedSignals>;
