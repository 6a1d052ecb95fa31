// Intervals of figures over whole groups of near-duplicates, several routers on the same draws so that differences are paired.
import { mulberry32 } from '../../scripts/mulberry32.ts';
import { routingCurve, orderByScore } from './routing-curve.ts';
import type { Scope } from './scopes.ts';

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Answers {
  readonly device: Float64Array;
  readonly hosted: Float64Array;
  readonly groups: readonly string[];
}

/** Router → its scores by seed, for all questions. */
export type ScoresOf = Readonly<Record<string, readonly Float64Array[]>>;

export interface Bootstrapped {
  readonly apgr: Readonly<Record<string, Interval>>;
  /** APGR of the first router less that of each other one. */
  readonly lead: Readonly<Record<string, Interval>>;
}

/** The mean over seeds of APGR, with 95 % of the draws' values. */
export function bootstrapApgr(scope: Scope, { device, hosted, groups }: Answers, scores: ScoresOf, draws: number): Bootstrapped {
  const pick = (values: Float64Array) => Float64Array.from(scope.rows, (row) => values[row]!);
  const [own, other] = [pick(device), pick(hosted)];
  const routers = Object.entries(scores).map(([name, bySeed]) => ({ name, bySeed: bySeed.map((score) => ({ score: pick(score), order: orderByScore(pick(score)) })) }));
  const places = new Map<string, number>();
  const groupOf = Int32Array.from(scope.rows, (row) => {
    const group = groups[row]!;
    if (!places.has(group)) places.set(group, places.size);
    return places.get(group)!;
  });
  const apgrWith = (weight: Float64Array) =>
    routers.map(({ bySeed }) => bySeed.reduce((sum, { score, order }) => sum + routingCurve({ score, device: own, hosted: other, weight }, order).apgr, 0) / bySeed.length);
  const values = apgrWith(scope.weight);
  const random = mulberry32(0x5eed);
  const drawn: number[][] = [];
  for (let draw = 0; draw < draws; draw++) {
    const times = new Float64Array(places.size);
    for (let index = 0; index < places.size; index++) times[Math.floor(random() * places.size)]! += 1;
    drawn.push(apgrWith(scope.weight.map((weight, place) => weight * times[groupOf[place]!]!)));
  }
  const interval = (value: number, some: readonly number[]): Interval => {
    const sorted = some.toSorted((one, two) => one - two);
    return { value, low: sorted[Math.floor(0.025 * sorted.length)] ?? value, high: sorted[Math.ceil(0.975 * sorted.length) - 1] ?? value };
  };
  const apgr: Record<string, Interval> = {};
  const lead: Record<string, Interval> = {};
  for (const [index, { name }] of routers.entries()) {
    apgr[name] = interval(values[index]!, drawn.map((each) => each[index]!));
    if (index > 0) lead[name] = interval(values[0]! - values[index]!, drawn.map((each) => each[0]! - each[index]!));
  }
  return { apgr, lead };
}
