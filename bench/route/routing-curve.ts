// How good a router is, as RouteLLM's evaluation puts it: questions go to the hosted model in the order of the score; PGR
// is the share of the gap between the two models that a share of hosted calls recovers.
import { averageGapRecovered, callsToRecover } from '../../src/stats/routing-curve.ts';

export interface Scored {
  readonly score: Float64Array;
  readonly device: Float64Array;
  readonly hosted: Float64Array;
  /** How often a question counts; 1 but in the bootstrap. */
  readonly weight: Float64Array;
}

export interface RoutingCurve {
  /** Mean PGR over all shares of hosted calls; 0.5 for chance. */
  readonly apgr: number;
  /** The least share of hosted calls that recovers 50, 80 and 95 % of the gap. */
  readonly cpt50: number;
  readonly cpt80: number;
  readonly cpt95: number;
}

/** Rows from the highest score down. */
export function orderByScore(score: Float64Array): Int32Array {
  return Int32Array.from(score.keys()).sort((one, other) => score[other]! - score[one]! || one - other);
}

/** The area by trapezoids at every tenth of the calls, as RouteLLM's ten bins; equal scores go up together, in equal parts. */
export function routingCurve({ score, device, hosted, weight }: Scored, order = orderByScore(score)): RoutingCurve {
  const calls: number[] = [0];
  const gains: number[] = [0];
  let called = 0;
  let gained = 0;
  for (let index = 0; index < order.length; ) {
    const tied = score[order[index]!]!;
    for (let row = order[index]; row !== undefined && score[row] === tied; row = order[++index]) {
      called += weight[row]!;
      gained += weight[row]! * (hosted[row]! - device[row]!);
    }
    calls.push(called);
    gains.push(gained);
  }
  const shares = calls.map((each) => each / called);
  const recovered = gains.map((each) => each / gained);
  const tenths = Array.from({ length: 11 }, (_, index) => index / 10);
  return { ...curveOf(tenths, interpolate(shares, recovered, tenths)), ...crossings(shares, recovered) };
}

/** The area under a curve of shares of calls and qualities, for known answers. */
export function curveOf(calls: readonly number[], recovered: readonly number[]): { apgr: number } {
  return { apgr: averageGapRecovered({ calls, quality: recovered }) };
}

export function crossings(calls: readonly number[], recovered: readonly number[]): Omit<RoutingCurve, 'apgr'> {
  const at = (share: number) => callsToRecover({ calls, quality: recovered }, share);
  return { cpt50: at(0.5), cpt80: at(0.8), cpt95: at(0.95) };
}

function interpolate(at: readonly number[], values: readonly number[], wanted: readonly number[]): number[] {
  let index = 1;
  return wanted.map((each) => {
    while (index < at.length - 1 && at[index]! < each) index++;
    const width = at[index]! - at[index - 1]!;
    return width === 0 ? values[index]! : values[index - 1]! + ((each - at[index - 1]!) / width) * (values[index]! - values[index - 1]!);
  });
}
