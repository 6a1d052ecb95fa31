// The signals of one label → numbers in their ranges. By hand and not by a schema: files have a million lines.
import { OF_VERSION_2, type RecordedSignals } from '../../src/confidence/recorded-signals.ts';
import { Fault, show } from './line-fault.ts';

type Kind = 'log_prob' | 'count' | 'share' | 'amount';

const KINDS: Readonly<Record<keyof RecordedSignals, Kind>> = {
  tokens: 'count',
  sumLogProb: 'log_prob',
  minLogProb: 'log_prob',
  secondLogProb: 'log_prob',
  thirdLogProb: 'log_prob',
  firstLogProb: 'log_prob',
  unsureTokens: 'count',
  lowestWindowLogProb: 'log_prob',
  meanLogProb: 'log_prob',
  logProbQ10: 'log_prob',
  logProbQ25: 'log_prob',
  logProbQ50: 'log_prob',
  tailLogProb: 'log_prob',
  meanMargin: 'share',
  minMargin: 'share',
  meanEntropy: 'amount',
  maxEntropy: 'amount',
  repeatedShare: 'share',
};
const MAY_BE_MISSING: ReadonlySet<string> = new Set(OF_VERSION_2);
const FIELDS = Object.entries(KINDS);

const IS_OF_KIND: Readonly<Record<Kind, (number: number) => boolean>> = {
  log_prob: (number) => number <= 0,
  count: (number) => Number.isInteger(number) && number >= 0 && number < 2 ** 31,
  share: (number) => number >= 0 && number <= 1,
  amount: (number) => number >= 0,
};

const REMEDY: Readonly<Record<Kind, string>> = {
  log_prob: 'write a number of 0 or below',
  count: 'write a whole number from 0',
  share: 'write a number from 0 to 1',
  amount: 'write a number from 0',
};

/**
 * @param place what the field is called where it stands
 * @throws Fault for the first number that is none
 * @example readSignals(event.signals, 'event.signals')
 */
export function readSignals(value: unknown, place: string): RecordedSignals {
  if (typeof value !== 'object' || value === null) throw new Fault(place, `is ${show(value)}`, 'write the object that an audit event holds');
  const signals = value as Readonly<Record<string, unknown>>;
  for (const [field, kind] of FIELDS) {
    const number = signals[field];
    if (number === undefined && MAY_BE_MISSING.has(field)) continue;
    if (typeof number === 'number' && Number.isFinite(number) && IS_OF_KIND[kind](number)) continue;
    // No number is to be made up: where one was never recorded, less than all signals will do.
    if (number === undefined) throw new Fault(`${place}.${field}`, 'is missing', 'copy the object whole, as an audit event holds it; or give `trace`, or `score` instead');
    throw new Fault(`${place}.${field}`, `is ${show(number)}`, REMEDY[kind]);
  }
  return value as RecordedSignals;
}
