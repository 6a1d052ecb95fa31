// Labelled answers in columns: a million of them have to fit.
import { exp } from '../numerics/exp.ts';
import { logOdds } from '../numerics/log-odds.ts';
import { FEATURES, FEATURE_VERSION, readFeatures } from '../confidence/answer-features.ts';
import { rawScore } from '../confidence/raw-score.ts';
import { fillSignals, signalsVersion, type RecordedSignals } from '../confidence/recorded-signals.ts';
import type { AnswerSignals } from '../confidence/answer-signals.ts';
import { createSignalAccumulator } from '../confidence/signal-accumulator.ts';
import { fnv1a } from '../experiment/fnv1a.ts';

/** What is known of each answer; the same of all. `signals` may be of traces, token by token. */
export type LabelKind = 'signals' | 'score' | 'mean_log_prob';

/** One token of a trace. */
export type TraceToken = readonly [logProb: number, margin: number, entropy: number, tokenId: number];

export interface LabelledAnswer {
  /** 0 to 1, 1 is right; what lies between is a share of judges. Counted as right from ½ on. */
  readonly deviceCorrect: number;
  readonly hostedCorrect?: number | undefined;
  /** 1 unless told. */
  readonly weight?: number | undefined;
  /** Answers of one group never stand on both sides of a fit; the line's own number unless told. */
  readonly group: string;
  readonly isCut?: boolean | undefined;
  readonly signals?: RecordedSignals | undefined;
  readonly trace?: readonly TraceToken[] | undefined;
  /** A probability: the zero-label score, or e^(mean ln p), by the table's kind. */
  readonly score?: number | undefined;
  /** Where only a score is known. */
  readonly tokens?: number | undefined;
}

export interface LabelTable {
  readonly kind: LabelKind;
  readonly count: number;
  /** Log-odds of the score that needs no label; NaN where a token could not be read. */
  readonly scores: Float64Array;
  /** 1 is right. */
  readonly right: Uint8Array;
  /** 1 is right, 0 is wrong, 2 is unknown. */
  readonly hostedRight: Uint8Array;
  readonly weights: Float64Array;
  /** 0 where nobody said. */
  readonly tokens: Int32Array;
  /** 0 or 1: the half an answer's group is in. */
  readonly halves: Uint8Array;
  /** Row after row; empty but for `signals`. NaN where an older version didn't record what they are made of. */
  readonly features: Float64Array;
  /** The newest version of the features that every row has. */
  readonly featureVersion: number;
  /** Rows that lack the newest version's. */
  readonly older: number;
  readonly traces: readonly (readonly TraceToken[] | undefined)[];
}

export interface LabelTableBuilder {
  add(answer: LabelledAnswer): void;
  readonly count: number;
  build(): LabelTable;
}

const START = 1024;

/**
 * @example
 * const table = startLabelTable('score');
 * table.add({ deviceCorrect: 1, score: 0.93, group: '1' });
 */
export function startLabelTable(kind: LabelKind): LabelTableBuilder {
  const width = kind === 'signals' ? FEATURES.length : 0;
  let capacity = START;
  let count = 0;
  let scores = new Float64Array(capacity);
  let weights = new Float64Array(capacity);
  let tokens = new Int32Array(capacity);
  let flags = new Uint8Array(capacity * 3);
  let features = new Float64Array(capacity * width);
  const traces: (readonly TraceToken[] | undefined)[] = [];
  let featureVersion = FEATURE_VERSION;
  let older = 0;
  const row = new Float64Array(FEATURES.length);

  function grow(): void {
    capacity *= 2;
    scores = enlarge(scores, new Float64Array(capacity));
    weights = enlarge(weights, new Float64Array(capacity));
    tokens = enlarge(tokens, new Int32Array(capacity));
    flags = enlarge(flags, new Uint8Array(capacity * 3));
    features = enlarge(features, new Float64Array(capacity * width));
  }

  return {
    get count() {
      return count;
    },
    add(answer) {
      const { deviceCorrect, hostedCorrect, weight = 1, group, isCut = false, signals, trace, score, tokens: given } = answer;
      if (count === capacity) grow();
      const known = trace ? signalsOf(trace) : signals;
      if (kind === 'signals') {
        if (!known) throw new TypeError('An answer without signals in a table of signals.');
        scores[count] = known.sumLogProb === known.sumLogProb ? logOdds(rawScore(known)) : NaN;
        features.set(readFeatures(fillSignals(known), isCut, row), count * width);
        const version = labelVersion(answer);
        if (version < featureVersion) featureVersion = version;
        if (version < FEATURE_VERSION) older++;
      } else scores[count] = logOdds(kind === 'score' && known ? rawScore(known) : known ? exp(known.meanLogProb) : (score ?? NaN));
      tokens[count] = known?.tokens ?? given ?? 0;
      weights[count] = weight;
      flags[count * 3] = deviceCorrect >= 0.5 ? 1 : 0;
      flags[count * 3 + 1] = hostedCorrect === undefined ? 2 : hostedCorrect >= 0.5 ? 1 : 0;
      // The hash's own bits, not its lowest: neighbours in a file differ in one digit.
      flags[count * 3 + 2] = (Math.imul(fnv1a(group), 0x9e3779b1) >>> 16) & 1;
      traces.push(kind === 'signals' ? trace : undefined);
      count++;
    },
    build: () => ({
      kind,
      count,
      scores: scores.subarray(0, count),
      weights: weights.subarray(0, count),
      tokens: tokens.subarray(0, count),
      right: column(flags, 0, count),
      hostedRight: column(flags, 1, count),
      halves: column(flags, 2, count),
      features: features.subarray(0, count * width),
      featureVersion,
      older,
      traces,
    }),
  };
}

/** The newest version of the features that can be made of what is known of an answer; 0 where only a score is. */
export function labelVersion({ signals, trace }: Pick<LabelledAnswer, 'signals' | 'trace'>): number {
  if (trace) return FEATURE_VERSION;
  return signals ? signalsVersion(signals) : 0;
}

/** Signals of a whole trace. */
export function signalsOf(trace: readonly TraceToken[]): AnswerSignals {
  const accumulator = createSignalAccumulator();
  for (const [logProb, margin, entropy, tokenId] of trace) accumulator.add({ logProb, margin, entropy, tokenId });
  return accumulator.signals();
}

function enlarge<Column extends Float64Array | Int32Array | Uint8Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}

function column(flags: Uint8Array, place: number, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, row) => flags[row * 3 + place] as number);
}
