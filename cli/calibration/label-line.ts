// One line of labels → a labelled answer, or which field is wrong and what to do. By hand and not by a schema: files have a
// million lines.
import type { LabelKind, LabelledAnswer, TraceToken } from '../../src/calibration/label-table.ts';
import { Fault, orFault, show, type LineFault } from './line-fault.ts';
import { readSignals } from './read-signals.ts';

export interface LabelLine {
  readonly answer: LabelledAnswer;
  /** What the line knows, the best first. */
  readonly kinds: readonly LabelKind[];
  /** For what it was recorded, where the line says so. */
  readonly model?: string | undefined;
  readonly revision?: string | undefined;
  readonly dtype?: string | undefined;
  readonly deviceClass?: string | undefined;
}

/** Beyond that the sums of a file have no digits left for the other labels. */
const [LEAST_WEIGHT, LARGEST_WEIGHT] = [1e-6, 1e6];

/** No logits give more, and no vocabulary has as many tokens. */
const LARGEST = 2 ** 32;

const LIST: LineFault = { field: '(line)', problem: 'is a list', remedy: 'write one JSON object a line, without brackets around them and commas between them' };

/**
 * @param group stands for the answer where the line names none
 * @example readLabelLine('{"logprob":-0.21,"device_correct":true}', '1')
 */
export function readLabelLine(text: string, group: string): LabelLine | LineFault {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return text.trimStart().startsWith('[') ? LIST : { field: '(line)', problem: 'is no JSON', remedy: 'write one JSON object a line, as in {"logprob":-0.21,"device_correct":true}' };
  }
  if (Array.isArray(document)) return LIST;
  if (typeof document !== 'object' || document === null) return { field: '(line)', problem: 'is no JSON object', remedy: 'write one JSON object a line' };
  const line = document as Readonly<Record<string, unknown>>;
  return orFault(() => readFields(line, group));
}

export function isFault(line: LabelLine | LineFault): line is LineFault {
  return 'problem' in line;
}

function readFields(line: Readonly<Record<string, unknown>>, group: string): LabelLine {
  if (line['device_correct'] === undefined) throw new Fault('device_correct', 'is missing', 'say whether the device’s answer was right: true, false, or a share of judges from 0 to 1');
  const trace = line['trace'] === undefined || line['trace'] === null ? undefined : readTrace(line['trace']);
  const signals = line['signals'] === undefined || line['signals'] === null ? undefined : readSignals(line['signals'], 'signals');
  const score = optional(line, 'score', 0, 1) ?? optional(line, 'confidence', 0, 1);
  const logProb = optional(line, 'logprob', -Infinity, 0);
  const kinds: LabelKind[] = [];
  if (trace || signals) kinds.push('signals', 'score', 'mean_log_prob');
  else if (score !== undefined) kinds.push('score');
  if (logProb !== undefined && !kinds.includes('mean_log_prob')) kinds.push('mean_log_prob');
  if (kinds.length === 0) throw new Fault('logprob', 'is missing, and so are signals, trace, score and confidence', 'give one of them: the mean ln p of the answer’s tokens is enough');
  const hostedCorrect = line['hosted_correct'] === undefined || line['hosted_correct'] === null ? undefined : label(line, 'hosted_correct');
  return {
    kinds,
    answer: {
      deviceCorrect: label(line, 'device_correct'),
      hostedCorrect,
      weight: optional(line, 'weight', LEAST_WEIGHT, LARGEST_WEIGHT),
      group: groupOf(line) ?? group,
      isCut: isCut(line),
      signals,
      trace,
      score: score ?? (logProb === undefined ? undefined : Math.exp(logProb)),
      tokens: tokensOf(line),
    },
    model: name(line, 'model'),
    revision: name(line, 'revision'),
    dtype: name(line, 'dtype'),
    deviceClass: name(line, 'device_class'),
  };
}

function label(line: Readonly<Record<string, unknown>>, field: string): number {
  const value = line[field];
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw new Fault(field, `is ${show(value)}`, 'write true, false, or a share of judges from 0 to 1');
}

function optional(line: Readonly<Record<string, unknown>>, field: string, least: number, most: number): number | undefined {
  const value = line[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new Fault(field, `is ${show(value)}`, field === 'logprob' ? 'write a natural logarithm of a probability: a number of 0 or below' : least === 0 && most === 1 ? 'write a number from 0 to 1' : 'write a number from 0.000001 to 1000000');
}

function groupOf({ group }: Readonly<Record<string, unknown>>): string | undefined {
  if (group === undefined || group === null) return undefined;
  if (typeof group === 'string' || typeof group === 'number') return String(group);
  throw new Fault('group', `is ${show(group)}`, 'write a name or a number: answers of one group stay in one half');
}

function isCut({ cut }: Readonly<Record<string, unknown>>): boolean {
  if (cut === undefined || cut === null || typeof cut === 'boolean') return cut === true;
  throw new Fault('cut', `is ${show(cut)}`, 'write true or false');
}

function tokensOf({ tokens }: Readonly<Record<string, unknown>>): number | undefined {
  if (tokens === undefined || tokens === null) return undefined;
  if (isCount(tokens)) return tokens;
  throw new Fault('tokens', `is ${show(tokens)}`, 'write a whole number from 0');
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 31;

function name(line: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = line[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new Fault(field, `is ${show(value)}`, 'write a name, or leave it out');
}

function isTraceToken(token: unknown): token is TraceToken {
  if (!Array.isArray(token) || token.length !== 4 || !token.every((number) => typeof number === 'number' && Math.abs(number) <= LARGEST)) return false;
  const [logProb, margin, entropy] = token as unknown as TraceToken;
  return logProb <= 0 && margin >= 0 && margin <= 1 && entropy >= 0;
}

function readTrace(value: unknown): readonly TraceToken[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isTraceToken)) throw new Fault('trace', 'is no list of tokens', 'write [ln p, p₁ − p₂, entropy, token id] for each token: at most 0, 0 to 1, at least 0');
  return value;
}
