// Answer signals as they travel: in an audit's event, and in a file of labels.
import * as v from 'valibot';
import type { AnswerSignals } from './signal-accumulator.ts';

const Amount = v.pipe(v.number(), v.finite());
const Count = v.pipe(Amount, v.minValue(0));
const LogProb = v.pipe(Amount, v.maxValue(0, 'is the logarithm of a probability: 0 or below'));
const Share = v.pipe(Amount, v.minValue(0), v.maxValue(1));

export const AnswerSignalsSchema = v.strictObject({
  tokens: v.pipe(Count, v.integer()),
  sumLogProb: LogProb,
  minLogProb: LogProb,
  secondLogProb: LogProb,
  thirdLogProb: LogProb,
  firstLogProb: LogProb,
  unsureTokens: v.pipe(Count, v.integer()),
  lowestWindowLogProb: LogProb,
  meanLogProb: LogProb,
  logProbQ10: LogProb,
  logProbQ25: LogProb,
  logProbQ50: LogProb,
  tailLogProb: LogProb,
  meanMargin: Share,
  minMargin: Share,
  meanEntropy: Count,
  maxEntropy: Count,
  repeatedShare: Share,
}) satisfies v.GenericSchema<unknown, AnswerSignals>;
