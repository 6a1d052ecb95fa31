// What was measured, held against its goals: two lines for each length, the decision under a policy without a gain model and
// under one that names one. Both have the same goals.
import type { BenchResult } from '../report/print-result.ts';
import type { DecideCost } from './decide-cost.ts';
import type { RunName } from './run-turn.ts';

/** In summing passes, by the tokens of the prompt. */
export const GOALS: Readonly<Record<number, { readonly atMost: number; readonly aim: number }>> = { 50: { atMost: 40, aim: 16 }, 500: { atMost: 20, aim: 8 }, 4000: { atMost: 6, aim: 3 } };

export interface DecideRow extends BenchResult {
  readonly name: 'decision without a gain model' | 'decision with a gain model';
  readonly isMet: boolean;
}

const WITHOUT: readonly RunName[] = ['sum', 'decide', 'describe', 'start', 'accept', 'choose'];
const WITH: readonly RunName[] = ['sum', 'decideWithGain', 'gain'];

/** `decideRows('node', costs).every(({ isMet }) => isMet)` */
export function decideRows(runtime: string, costs: readonly DecideCost[]): readonly DecideRow[] {
  return costs.flatMap((cost) => [
    rowOf('decision without a gain model', runtime, cost, cost.ratio, WITHOUT),
    rowOf('decision with a gain model', runtime, cost, cost.ratioWithGain, WITH),
  ]);
}

function rowOf(name: DecideRow['name'], runtime: string, { tokens, characters, ns }: DecideCost, value: number, runs: readonly RunName[]): DecideRow {
  const { atMost, aim } = GOALS[tokens]!;
  const nanoseconds = Object.fromEntries(runs.map((run) => [run, Math.round(ns[run])]));
  // What is no number meets nothing.
  return { name, runtime, tokens, value, unit: 'summing passes', atMost, aim, isMet: value <= atMost, isAimMet: value <= aim, characters, nanoseconds };
}
