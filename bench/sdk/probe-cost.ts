// What reading a step's logits takes, step by step, in turns with a bare arg-max over the same row. The same code runs in
// Node and in a worker of Chromium.
import { blankTokenSignal, readTokenSignal, type ReusableTokenSignal } from '../../src/confidence/token-signal.ts';
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

/** Engines compile in the background, and again for what a new shape brings: each function runs alone on all of them first. */
const WARM_UP_ROUNDS = 1500;

/**
 * One pass, nothing but the most likely token: what greedy decoding does anyway. Its loop is the probe's first: written
 * as `if (value > best)` V8 at times makes one of it that takes five times as long, which would flatter the probe.
 */
function argMax(logits: Float32Array): number {
  const length = logits.length;
  let best = -Infinity;
  let tokenId = -1;
  for (let index = 0; index < length; index++) {
    const value = logits[index] as number;
    if (value <= best) continue;
    best = value;
    tokenId = index;
  }
  return tokenId;
}

/** @param rounds how many steps are timed of each shape. */
export function measureProbeCost(rounds: number): readonly ProbeCost[] {
  const signal = blankTokenSignal();
  const rows = LOGIT_SHAPES.flatMap(rowsOf);
  for (let round = 0; round < WARM_UP_ROUNDS; round++) for (const row of rows) argMax(row);
  for (let round = 0; round < WARM_UP_ROUNDS; round++) for (const row of rows) readTokenSignal(row, signal);
  return LOGIT_SHAPES.map((shape) => measureShape(shape, rounds));
}

function measureShape(shape: LogitShape, rounds: number): ProbeCost {
  const rows = rowsOf(shape);
  const signal = blankTokenSignal();
  const probe: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const row = rows[round % rows.length] as Float32Array;
    // Whoever comes second finds the row nearer: each does in half of the rounds.
    const isProbeFirst = Math.floor(round / rows.length) % 2 === 0;
    if (isProbeFirst) probe.push(timeProbe(row, signal));
    bare.push(timeArgMax(row));
    if (!isProbeFirst) probe.push(timeProbe(row, signal));
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

function timeProbe(row: Float32Array, signal: ReusableTokenSignal): number {
  const startedAt = performance.now();
  readTokenSignal(row, signal);
  return performance.now() - startedAt;
}

/** Looks at what it found, so that no engine leaves the pass out. */
function timeArgMax(row: Float32Array): number {
  const startedAt = performance.now();
  const tokenId = argMax(row);
  const took = performance.now() - startedAt;
  if (tokenId < 0) throw new Error('The arg-max found no token.');
  return took;
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
