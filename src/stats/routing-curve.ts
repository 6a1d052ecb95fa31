// How good a router is, whatever its threshold: quality over the share of calls that go to the strong model. RouteLLM's
// measures (Ong et al., ICLR 2025): PGR, its mean APGR, and the share of calls at which a share of the gap is closed, CPT.

/** Quality at rising shares of strong calls; the first is the weak model alone, the last the strong one alone. */
export interface RoutingCurve {
  readonly calls: readonly number[];
  readonly quality: readonly number[];
}

/** Share of the gap between weak and strong that is closed, at each point. It may exceed 1. */
export function gapRecovered({ quality }: RoutingCurve): readonly number[] {
  const weak = quality[0] ?? NaN;
  const strong = quality.at(-1) ?? NaN;
  return quality.map((value) => (value - weak) / (strong - weak));
}

/** Mean over all shares of calls, by trapezoids; 0.5 is what chance does. */
export function averageGapRecovered(curve: RoutingCurve): number {
  const recovered = gapRecovered(curve);
  let area = 0;
  for (let index = 1; index < recovered.length; index++) {
    area += (curve.calls[index]! - curve.calls[index - 1]!) * ((recovered[index]! + recovered[index - 1]!) / 2);
  }
  return area;
}

/** The least share of calls that closes `share` of the gap, on straight lines between the points; NaN where none does. */
export function callsToRecover(curve: RoutingCurve, share: number): number {
  const recovered = gapRecovered(curve);
  for (let index = 0; index < recovered.length; index++) {
    const [reached, calls] = [recovered[index]!, curve.calls[index]!];
    if (reached < share) continue;
    if (index === 0) return calls;
    const [before, from] = [recovered[index - 1]!, curve.calls[index - 1]!];
    return from + ((share - before) / (reached - before)) * (calls - from);
  }
  return NaN;
}

/** Of questions that both models answered, how many each got right. */
export interface PairedCounts {
  readonly both: number;
  readonly weakOnly: number;
  readonly strongOnly: number;
  readonly neither: number;
}

/** The best that any router could do: first what only the strong one can, last what only the weak one can. */
export function oracleCurve({ both, weakOnly, strongOnly, neither }: PairedCounts): RoutingCurve {
  const count = both + weakOnly + strongOnly + neither;
  const weak = (both + weakOnly) / count;
  const best = (both + weakOnly + strongOnly) / count;
  return { calls: [0, strongOnly / count, 1 - weakOnly / count, 1], quality: [weak, best, best, (both + strongOnly) / count] };
}
