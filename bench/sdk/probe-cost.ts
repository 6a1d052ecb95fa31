// What reading a step's logits takes, step by step, in turns with a bare arg-max over the same row. The same code runs in
// Node and in a worker of Chromium.
import { blankTokenSignal, readTokenSignal } from '../../src/confidence/token-signal.ts';
import { referenceSignal } from '../../test/support/reference-signal.ts';
import { LOGIT_SHAPES, rowsOf, type LogitShape } from './logit-shapes.ts';

export interface ProbeCost {
  readonly shape: LogitShape;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly argMaxMedian: number;
  /** Median over the rounds of each round's ratio, probe ÷ arg-max. */
  readonly ratio: number;
  readonly rounds: number;
  /** Largest distance of any output to double precision, over the rows. */
  readonly error: number;
}

/** Engines compile in the background, and again for what a new shape brings: all shapes come before any is timed. */
const WARM_UP_ROUNDS = 1000;

/** One pass, nothing but the most likely token: what greedy decoding does anyway. */
function argMax(logits: Float32Array): number {
  let best = -Infinity;
  let tokenId = -1;
  for (let index = 0; index < logits.length; index++) {
    const value = logits[index] as number;
    if (value > best) {
      best = value;
      tokenId = index;
    }
  }
  return tokenId;
}

/** @param rounds how many steps are timed of each shape. */
export function measureProbeCost(rounds: number): readonly ProbeCost[] {
  for (const shape of LOGIT_SHAPES) measureShape(shape, WARM_UP_ROUNDS);
  return LOGIT_SHAPES.map((shape) => measureShape(shape, rounds));
}

function measureShape(shape: LogitShape, rounds: number): ProbeCost {
  const rows = rowsOf(shape);
  const signal = blankTokenSignal();
  const probe: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const row = rows[round % rows.length] as Float32Array;
    const readProbe = () => timed(probe, () => readTokenSignal(row, signal).tokenId);
    const readBare = () => timed(bare, () => argMax(row));
    // Whoever comes second finds the row nearer: each does in half of the rounds.
    const isProbeFirst = Math.floor(round / rows.length) % 2 === 0;
    const first = isProbeFirst ? readProbe() : readBare();
    const second = isProbeFirst ? readBare() : readProbe();
    if (first !== second) throw new Error(`The probe and the arg-max disagree: ${first} and ${second}.`);
  }
  return {
    shape,
    median: quantile(probe, 0.5),
    p95: quantile(probe, 0.95),
    argMaxMedian: quantile(bare, 0.5),
    ratio: quantile(probe.map((time, round) => time / (bare[round] ?? NaN)), 0.5),
    rounds,
    error: Math.max(...rows.map(errorOn)),
  };
}

function timed(times: number[], run: () => number): number {
  const startedAt = performance.now();
  const result = run();
  times.push(performance.now() - startedAt);
  return result;
}

function errorOn(row: Float32Array): number {
  const expected = referenceSignal(row);
  const signal = readTokenSignal(row);
  return Math.max(...(['logProb', 'margin', 'entropy'] as const).map((name) => Math.abs(signal[name] - expected[name])));
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
