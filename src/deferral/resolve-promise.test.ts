import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../models/phi-3-nano/exam/seeded-random.ts';
import { conformalThreshold } from './conformal.ts';
import { resolvePromise, type DeferralPromise } from './resolve-promise.ts';
import { riskCurve } from './risk-curve.ts';

/** Labelled answers whose risk is honest: wrong as often as it says. What the device gets wrong, a hosted model does half of the time. */
function labelled(count: number, seed: number) {
  const seeded = createSeededRandom(seed);
  const random = () => seeded.integer(0, 2 ** 32) / 2 ** 32;
  const risks = Array.from({ length: count }, () => random() ** 2);
  const right = risks.map((risk) => (random() < risk ? 0 : 1));
  return { risks, right, hostedRight: right.map((label) => (label === 1 || random() < 0.5 ? 1 : 0)) };
}

const share = fc.double({ min: 0.001, max: 0.9, noNaN: true });

describe('a stricter promise never hands up less', () => {
  const keepBelow = (promise: DeferralPromise, curve: ReturnType<typeof riskCurve>, otherwise: number) => resolvePromise(promise, curve, 1000).keepBelow ?? otherwise;
  const pairs = fc.tuple(share, share).map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);
  const curves = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 50 })).map(([count, seed]) => {
    const { risks, right, hostedRight } = labelled(count, seed);
    return riskCurve(risks, right, undefined, hostedRight);
  });

  // Refused, a promise about wrong answers keeps nothing, and one about hand-ups hands nothing up.
  it.each<[string, number, (strict: number) => DeferralPromise]>([
    ['wrong kept', -Infinity, (alpha) => ({ wrongKept: alpha })],
    ['worse than hosted', -Infinity, (alpha) => ({ worseThanHosted: alpha })],
    ['wrong among kept', -Infinity, (alpha) => ({ wrongAmongKept: alpha })],
    ['surer', -Infinity, (delta) => ({ wrongKept: 0.1, confidence: 1 - delta })],
    ['a larger share handed up', Infinity, (kept) => ({ shareHosted: 1 - kept })],
    ['more money', Infinity, (kept) => ({ costPerThousandMicroUsd: (1 - kept) * 1e6 })],
  ])('%s', (_, otherwise, promise) => {
    expect(() => {
      fc.assert(fc.property(curves, pairs, (curve, [strict, loose]) => keepBelow(promise(strict), curve, otherwise) <= keepBelow(promise(loose), curve, otherwise)), { numRuns: 60 });
    }).not.toThrow();
  });
});

it('with every label on the curve it is conformal risk control and a binomial bound, the stricter of the two', () => {
  const { risks, right } = labelled(200, 3);
  const wrong = right.map((label) => label === 0);
  const { keepBelow = -Infinity } = resolvePromise({ wrongKept: 0.1, confidence: 0.000001 }, riskCurve(risks, right));
  // Almost nothing is asked of the bound: what is left is the closed form, at the last risk below it.
  const conformal = conformalThreshold(risks, wrong, 0.1);
  expect(keepBelow).toBeCloseTo(conformal, 9);
});

describe('what it promises holds on data it has not seen', () => {
  const RUNS = 200;
  const fresh = labelled(20_000, 7);
  const outcomeOf = (keepBelow: number) => {
    let kept = 0;
    let wrong = 0;
    let worse = 0;
    for (let index = 0; index < fresh.risks.length; index++) {
      if ((fresh.risks[index] as number) >= keepBelow) continue;
      kept++;
      wrong += 1 - (fresh.right[index] as number);
      worse += Math.max(0, (fresh.hostedRight[index] as number) - (fresh.right[index] as number));
    }
    return { wrongKept: wrong / fresh.risks.length, worseThanHosted: worse / fresh.risks.length, wrongAmongKept: kept === 0 ? 0 : wrong / kept, handedUp: 1 - kept / fresh.risks.length };
  };
  const runs = (promise: DeferralPromise) =>
    Array.from({ length: RUNS }, (_, seed) => {
      const { risks, right, hostedRight } = labelled(1000, 100 + seed);
      return outcomeOf(resolvePromise(promise, riskCurve(risks, right, undefined, hostedRight), 500).keepBelow ?? -Infinity);
    });

  it('at most 5 % wrong kept in at least 95 of 100 calibrations, and not far less', () => {
    const outcomes = runs({ wrongKept: 0.05 });
    expect(outcomes.filter(({ wrongKept }) => wrongKept <= 0.05).length).toBeGreaterThanOrEqual(0.95 * RUNS);
    expect(outcomes.reduce((sum, { wrongKept }) => sum + wrongKept, 0) / RUNS).toBeGreaterThan(0.03);
  });

  it('at most 5 % kept and worse than hosted, which keeps more than at most 5 % kept and wrong', () => {
    const outcomes = runs({ worseThanHosted: 0.05 });
    expect(outcomes.filter(({ worseThanHosted }) => worseThanHosted <= 0.05).length).toBeGreaterThanOrEqual(0.95 * RUNS);
    const wrong = runs({ wrongKept: 0.05 });
    expect(outcomes.filter(({ handedUp }, run) => handedUp < (wrong[run]?.handedUp as number)).length).toBeGreaterThan(0.95 * RUNS);
  });

  it('at most 10 % wrong among the kept ones', () => {
    const outcomes = runs({ wrongAmongKept: 0.1 });
    expect(outcomes.filter(({ wrongAmongKept }) => wrongAmongKept <= 0.1).length).toBeGreaterThanOrEqual(0.95 * RUNS);
    expect(outcomes.filter(({ handedUp }) => handedUp < 1).length).toBeGreaterThan(0.5 * RUNS);
  });

  it('at most 30 % handed up, and so much money', () => {
    for (const promise of [{ shareHosted: 0.3 }, { costPerThousandMicroUsd: 150_000 }]) {
      const outcomes = runs(promise);
      expect(outcomes.filter(({ handedUp }) => handedUp <= 0.3).length).toBeGreaterThanOrEqual(0.95 * RUNS);
      expect(outcomes.reduce((sum, { handedUp }) => sum + handedUp, 0) / RUNS).toBeGreaterThan(0.25);
    }
  });
});

it('refuses with the number of labels that would do, or says that none would', () => {
  const { risks, right } = labelled(50, 1);
  const few = riskCurve(risks, right);
  expect(resolvePromise({ wrongKept: 0.05 }, few)).toEqual({ refused: 'labels', labelsNeeded: 59 });
  expect(resolvePromise({ wrongKept: 0.05, confidence: 0.5 }, few).refused).toBeUndefined();
  expect(resolvePromise({ wrongAmongKept: 0.01 }, few)).toEqual({ refused: 'labels', labelsNeeded: 299 });
  expect(resolvePromise({ wrongAmongKept: 0.1 }, riskCurve(risks, risks.map(() => 0)))).toEqual({ refused: 'risk' });
  expect(resolvePromise({ shareHosted: 0.01 }, few)).toEqual({ refused: 'labels', labelsNeeded: 299 });
  expect(resolvePromise({ shareHosted: 0 }, few).keepBelow).toBe(2);
  expect(resolvePromise({ shareHosted: 1 }, few).keepBelow).toBe(0);
  expect(resolvePromise({ costPerThousandMicroUsd: 0 }, few, 0).keepBelow).toBe(0);
  expect(resolvePromise({ wrongKept: 0.05 }, undefined)).toEqual({ refused: 'uncalibrated' });
  expect(resolvePromise({ costPerThousandMicroUsd: 5 }, few, undefined)).toEqual({ refused: 'price' });
});

describe('worse than hosted', () => {
  const { risks, right } = labelled(200, 11);
  const keepBelow = (promise: DeferralPromise, hostedRight: readonly number[]) => resolvePromise(promise, riskCurve(risks, right, undefined, hostedRight)).keepBelow;
  const wrongKept = keepBelow({ wrongKept: 0.05 }, right);

  it('is wrong where the hosted model is right or nobody knows, and nothing where it is wrong as well', () => {
    expect(keepBelow({ worseThanHosted: 0.05 }, right.map(() => 1))).toBe(wrongKept);
    expect(keepBelow({ worseThanHosted: 0.05 }, right.map(() => 2))).toBe(wrongKept);
    expect(keepBelow({ worseThanHosted: 0.05 }, right.map(() => 0))).toBe(2);
    // One label is all that tells; the others stay as they were.
    expect(keepBelow({ worseThanHosted: 0.05 }, right.map((_, index) => (index === 0 ? 0 : 2)))).toBeGreaterThanOrEqual(wrongKept as number);
  });

  it('is the closed form of conformal risk control with that loss, where the bound asks for almost nothing', () => {
    const hostedRight = right.map((_, index) => index % 2);
    const worse = right.map((label, index) => label === 0 && hostedRight[index] === 1);
    expect(keepBelow({ worseThanHosted: 0.05, confidence: 0.000001 }, hostedRight)).toBeCloseTo(conformalThreshold(risks, worse, 0.05), 9);
  });

  it('of unequal weights is as of as many labels as the heaviest are worth', () => {
    const hostedRight = right.map((_, index) => index % 2);
    const weights = risks.map((_, index) => (index % 3 === 0 ? 4 : 1));
    const { labels, points, worseKept = [] } = riskCurve(risks, right, weights, hostedRight);
    expect(labels).toBeCloseTo(weights.reduce((sum, weight) => sum + weight, 0) / 4, 6);
    const expected = weights.reduce((sum, weight, index) => sum + (right[index] === 0 && hostedRight[index] === 1 ? weight : 0), 0) / 4;
    expect(worseKept.at(-1)).toBeCloseTo(expected, 6);
    expect(worseKept.every((worse, index) => worse <= (points[index]?.[2] as number))).toBe(true);
  });

  it('is not told of where no label says anything of a hosted answer', () => {
    expect(riskCurve(risks, right, undefined, right.map(() => 2))).toEqual(riskCurve(risks, right));
    expect(riskCurve([0.1, 0.2, 0.5], [0, 1, 0], undefined, [0, 0, 2]).worseKept).toEqual([0, 0, 0, 1]);
  });
});

it('labels of unequal weight count as fewer', () => {
  const { risks, right } = labelled(400, 2);
  const equal = riskCurve(risks, right, risks.map(() => 5));
  expect(equal).toEqual(riskCurve(risks, right));
  const unequal = riskCurve(risks, right, risks.map((_, index) => (index % 10 === 0 ? 50 : 1)));
  expect(unequal.labels).toBeLessThan(60);
  expect(unequal.points.at(-1)?.[1]).toBeCloseTo(unequal.labels, 6);
});

describe('drawn more rarely where they are kept, and told with that weight,', () => {
  it('labels carry no more than the heavy ones among them do', () => {
    // A hundred kept ones, all right, show that fewer than 3 % of half of the queries are wrong: 1.5 % of all, never 1 %.
    const risks = [...Array<number>(100).fill(0.1), ...Array<number>(10_000).fill(0.9)];
    const curve = riskCurve(risks, risks.map((risk) => (risk < 0.5 ? 1 : 0)), risks.map((risk) => (risk < 0.5 ? 100 : 1)));
    expect(resolvePromise({ wrongKept: 0.01 }, curve)).toEqual({ refused: 'labels', labelsNeeded: 299 });
    expect(resolvePromise({ wrongKept: 0.015 }, curve).keepBelow).toBe(0.9);
  });

  it('what they promise holds all the same', () => {
    const held = Array.from({ length: 200 }, (_, seed) => {
      const seeded = createSeededRandom(500 + seed);
      const random = () => seeded.integer(0, 2 ** 32) / 2 ** 32;
      const [risks, right, weights]: [number[], number[], number[]] = [[], [], []];
      while (risks.length < 2000) {
        const risk = random();
        const drawn = risk < 0.5 ? 0.05 : 1;
        if (random() >= drawn) continue;
        risks.push(risk);
        right.push(random() < 0.1 ? 0 : 1);
        weights.push(1 / drawn);
      }
      // A tenth of all answers is wrong, whatever the risk.
      return 0.1 * Math.min(1, resolvePromise({ wrongKept: 0.03 }, riskCurve(risks, right, weights)).keepBelow ?? 0) <= 0.03;
    });
    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(0.95 * 200);
  });
});

it('as many labels as a refusal asks for do carry the promise where none is wrong, and one fewer don’t', () => {
  const carries = (promise: DeferralPromise, count: number) => resolvePromise(promise, riskCurve(Array.from({ length: count }, (_, index) => index / count), Array<number>(count).fill(1))).refused === undefined;
  for (const most of [0.3, 0.1, 0.05, 0.02, 0.01, 0.003]) {
    for (const promise of [{ wrongKept: most }, { wrongAmongKept: most }, { shareHosted: most }, { wrongKept: most, confidence: 0.5 }, { wrongAmongKept: most, confidence: 0.99 }]) {
      const { labelsNeeded = Number.NaN } = resolvePromise(promise, riskCurve([0.5], [1]));
      expect([promise, carries(promise, labelsNeeded - 1), carries(promise, labelsNeeded)]).toEqual([promise, false, true]);
    }
  }
});
