// Replay: does the interval hold what another policy would really have brought? In each world the device is right with a
// probability that grows with its confidence, a hosted model with one that doesn't; policies differ in the confidence they ask
// for. The log comes from an experiment of two of them: that is where its propensities come from.
import { estimateOffPolicy, type ModelledDecision, type OffPolicyEstimates } from '../../src/stats/off-policy.ts';
import { createDraws, type Draws } from './draws.ts';
import type { Goal } from './main.ts';
import type { StatisticsOptions } from './options.ts';

const UNITS = 600;
const QUERIES_PER_UNIT = 3;
const GRID = 2000;

interface World {
  readonly deviceRight: (confidence: number) => number;
  readonly hostedRight: number;
  /** Confidence that each of the two logged policies asks for, and that the one to be estimated asks for. */
  readonly logged: readonly [number, number];
  readonly target: number;
  /** How much better or worse the same person finds everything. */
  readonly spread: number;
}

export function replayCoverage({ seed, worlds }: StatisticsOptions): Goal[] {
  const covered = { ips: 0, snips: 0, doublyRobust: 0 };
  let estimated = 0;
  for (let run = 0; run < worlds; run++) {
    const draws = createDraws(seed + 4000, run);
    const world = drawWorld(draws);
    const report = estimateOffPolicy(logOf(world, draws));
    if (!report.estimates) continue;
    estimated++;
    const truth = trueValue(world);
    for (const name of ['ips', 'snips', 'doublyRobust'] as const) if (holds(report.estimates, name, truth)) covered[name]++;
  }
  const refused = Array.from({ length: 200 }, (_, run) => {
    const draws = createDraws(seed + 5000, run);
    const lost = { ...drawWorld(draws), logged: [0.9, 0.9], target: 0.3 } as const;
    return estimateOffPolicy(logOf(lost, draws)).estimates === null;
  });
  const shared = { unit: 'share', worlds, queries: UNITS * QUERIES_PER_UNIT };
  return [
    { name: 'replay-estimated', value: estimated / worlds, atLeast: 0.95, ...shared },
    { name: 'replay-coverage-ips', value: covered.ips / estimated, atLeast: 0.93, ...shared },
    { name: 'replay-coverage-snips', value: covered.snips / estimated, atLeast: 0.93, ...shared },
    { name: 'replay-coverage-doubly-robust', value: covered.doublyRobust / estimated, atLeast: 0.93, ...shared },
    { name: 'replay-refused-without-overlap', value: refused.filter(Boolean).length / refused.length, unit: 'share', atLeast: 1, worlds: refused.length },
  ];
}

function holds(estimates: OffPolicyEstimates, name: keyof OffPolicyEstimates, truth: number): boolean {
  const estimate = estimates[name];
  return estimate !== null && estimate.low <= truth && truth <= estimate.high;
}

function drawWorld(draws: Draws): World {
  const steepness = 0.5 + 2 * draws.fraction();
  const low = 0.2 + 0.3 * draws.fraction();
  const high = 0.6 + 0.3 * draws.fraction();
  return {
    deviceRight: (confidence) => confidence ** steepness,
    hostedRight: 0.7 + 0.25 * draws.fraction(),
    logged: [low, high],
    // Between them: what it does was done by one of the two.
    target: low + (high - low) * draws.fraction(),
    spread: 0.15 * draws.fraction(),
  };
}

function logOf(world: World, draws: Draws): ModelledDecision[] {
  const decisions: ModelledDecision[] = [];
  for (let unit = 0; unit < UNITS; unit++) {
    const asked = world.logged[draws.chance(0.5) ? 1 : 0];
    const mood = world.spread * (2 * draws.fraction() - 1);
    for (let query = 0; query < QUERIES_PER_UNIT; query++) decisions.push(decide(world, { unit: `unit-${unit}`, asked, mood, confidence: draws.fraction() }, draws));
  }
  return decisions;
}

interface LoggedQuery {
  readonly unit: string;
  readonly asked: number;
  readonly mood: number;
  readonly confidence: number;
}

function decide(world: World, { unit, asked, mood, confidence }: LoggedQuery, draws: Draws): ModelledDecision {
  const isKept = confidence >= asked;
  const isKeptByTarget = confidence >= world.target;
  const right = (isKeptNow: boolean) => Math.min(1, Math.max(0, (isKeptNow ? world.deviceRight(confidence) : world.hostedRight) + mood));
  const agreeing = world.logged.filter((other) => confidence >= other === isKept).length;
  // A rough model, wrong on purpose: a doubly robust estimate doesn't need a good one.
  const predict = (isKeptNow: boolean) => (isKeptNow ? 0.6 : 0.8);
  return {
    unit,
    reward: draws.chance(right(isKept)) ? 1 : 0,
    propensity: agreeing / 2,
    targetPropensity: isKept === isKeptByTarget ? 1 : 0,
    predicted: predict(isKept),
    predictedUnderTarget: predict(isKeptByTarget),
  };
}

/** By numerical integration over confidence and mood. */
function trueValue(world: World): number {
  let sum = 0;
  const moods = 41;
  for (let step = 0; step < GRID; step++) {
    const confidence = (step + 0.5) / GRID;
    const base = confidence >= world.target ? world.deviceRight(confidence) : world.hostedRight;
    for (let index = 0; index < moods; index++) {
      const mood = world.spread * ((2 * (index + 0.5)) / moods - 1);
      sum += Math.min(1, Math.max(0, base + mood));
    }
  }
  return sum / (GRID * moods);
}
