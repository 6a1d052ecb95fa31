// Intervals of figures over whole groups of near-duplicates, several routers on the same draws so that differences are paired.
import { mulberry32 } from '../../scripts/mulberry32.ts';
import { routingCurve, orderByScore, type RoutingCurve } from './routing-curve.ts';
import type { Scope } from './scopes.ts';
import { separation } from './separation.ts';

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

export interface RouterFigures extends RoutingCurve {
  /** AUROC of the score for a device that is wrong, and for a hosted answer that is better. */
  readonly aurocDeviceWrong: number;
  readonly aurocBenefit: number;
}

export const FIGURES = ['apgr', 'cpt50', 'cpt80', 'cpt95', 'aurocDeviceWrong', 'aurocBenefit'] as const satisfies readonly (keyof RouterFigures)[];

/** Router → its scores by seed, for all questions. */
export type ScoresOf = Readonly<Record<string, readonly Float64Array[]>>;

export interface Bootstrapped {
  readonly figures: Readonly<Record<string, Readonly<Record<keyof RouterFigures, Interval>>>>;
  /** APGR of the first router less that of each other one. */
  readonly lead: Readonly<Record<string, Interval>>;
  /** Of each router, APGR by seed. */
  readonly apgrBySeed: Readonly<Record<string, readonly number[]>>;
}

/** The mean over seeds of each figure, with 95 % of the draws' values. */
export function bootstrapFigures(scope: Scope, { device, hosted, groups }: Answers, scores: ScoresOf, draws: number): Bootstrapped {
  const pick = (values: Float64Array) => Float64Array.from(scope.rows, (row) => values[row]!);
  const [own, other] = [pick(device), pick(hosted)];
  const routers = Object.entries(scores).map(([name, bySeed]) => ({ name, bySeed: bySeed.map((score) => ({ score: pick(score), order: orderByScore(pick(score)) })) }));
  const places = new Map<string, number>();
  const groupOf = Int32Array.from(scope.rows, (row) => {
    const group = groups[row]!;
    if (!places.has(group)) places.set(group, places.size);
    return places.get(group)!;
  });
  const bySeedWith = (weight: Float64Array): RouterFigures[][] =>
    routers.map(({ bySeed }) =>
      bySeed.map(({ score, order }) => ({
        ...routingCurve({ score, device: own, hosted: other, weight }, order),
        aurocDeviceWrong: separation({ score, order, weight, isSo: (row) => own[row]! < 0.5 }),
        aurocBenefit: separation({ score, order, weight, isSo: (row) => other[row]! > own[row]! }),
      })),
    );
  const meanOf = (bySeed: readonly RouterFigures[], figure: keyof RouterFigures) => bySeed.reduce((sum, each) => sum + each[figure], 0) / bySeed.length;
  const values = bySeedWith(scope.weight);
  const random = mulberry32(0x5eed);
  /** By figure, draw and router. */
  const drawn: Record<keyof RouterFigures, number[][]> = { apgr: [], cpt50: [], cpt80: [], cpt95: [], aurocDeviceWrong: [], aurocBenefit: [] };
  for (let draw = 0; draw < draws; draw++) {
    const times = new Float64Array(places.size);
    for (let index = 0; index < places.size; index++) times[Math.floor(random() * places.size)]! += 1;
    const resampled = bySeedWith(scope.weight.map((weight, place) => weight * times[groupOf[place]!]!));
    for (const figure of FIGURES) drawn[figure].push(resampled.map((bySeed) => meanOf(bySeed, figure)));
  }
  const interval = (value: number, some: readonly number[]): Interval => {
    const sorted = some.toSorted((one, two) => one - two);
    return { value, low: sorted[Math.floor(0.025 * sorted.length)] ?? value, high: sorted[Math.ceil(0.975 * sorted.length) - 1] ?? value };
  };
  const figures: Record<string, Record<keyof RouterFigures, Interval>> = {};
  const lead: Record<string, Interval> = {};
  const apgrBySeed: Record<string, readonly number[]> = {};
  const first = meanOf(values[0]!, 'apgr');
  for (const [index, { name }] of routers.entries()) {
    const of = (figure: keyof RouterFigures) => interval(meanOf(values[index]!, figure), drawn[figure].map((each) => each[index]!));
    figures[name] = { apgr: of('apgr'), cpt50: of('cpt50'), cpt80: of('cpt80'), cpt95: of('cpt95'), aurocDeviceWrong: of('aurocDeviceWrong'), aurocBenefit: of('aurocBenefit') };
    if (index > 0) lead[name] = interval(first - meanOf(values[index]!, 'apgr'), drawn.apgr.map((each) => each[0]! - each[index]!));
    apgrBySeed[name] = values[index]!.map(({ apgr }) => apgr);
  }
  return { figures, lead, apgrBySeed };
}
