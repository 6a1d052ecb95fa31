// Under a deadline: until when handing up still helps, and whether a second hosted model would be worth asking while the first is
// silent. The edge doesn't ask two at once; what it would bring is told, so that somebody can judge.
import { isHedgeWorthIt } from '../../src/budget/hedge.ts';
import { logNormalSurvival } from '../../src/budget/latency-law.ts';
import { latestLaunchMs } from '../../src/budget/latest-launch.ts';
import type { RankedModel } from '../../src/route/rank-hosted.ts';
import type { RouteContext } from '../../src/route/route-context.ts';

export interface HandUpTimes {
  /** Milliseconds from the question on; below 0 that moment is gone before it came. */
  readonly latestHandUpMs: number;
  /** The second model, asked when the first has been silent for longer than it nearly ever is. */
  readonly hedge: { readonly model: string; readonly afterMs: number; readonly isWorthIt: boolean } | undefined;
}

/** The spread of a first token until it is measured: src/budget/first-token-forecast.ts. */
const WIDTH = 0.5;

/** Undefined where nothing limits the time, or nobody else can answer. */
export function handUpTimes({ budget, policy }: Pick<RouteContext, 'budget' | 'policy'>, [first, second]: readonly RankedModel[]): HandUpTimes | undefined {
  const { totalMs } = budget;
  if (totalMs === undefined || !first) return undefined;
  const latestHandUpMs = latestLaunchMs({ remainingMs: totalMs, hostedMs: first.onTimeTotalMs });
  if (!second || !policy.worth) return { latestHandUpMs, hedge: undefined };
  const law = ({ expectedFirstTokenMs }: RankedModel) => logNormalSurvival({ medianMs: expectedFirstTokenMs, width: WIDTH });
  // The whole answer has to be there: what is left for the first token is the deadline less the writing.
  const writingMs = Math.max(...[first, second].map(({ expectedTotalMs, expectedFirstTokenMs }) => expectedTotalMs - expectedFirstTokenMs));
  const afterMs = first.onTimeFirstTokenMs;
  const isWorthIt = isHedgeWorthIt({
    first: law(first),
    second: law(second),
    deadlineMs: totalMs - writingMs,
    elapsedMs: afterMs,
    valueMicroUsd: policy.worth.rightAnswerMicroUsd * (second.expectedQuality ?? 0.5),
    costMicroUsd: second.expectedCostMicroUsd,
  });
  return { latestHandUpMs, hedge: { model: second.model.id, afterMs, isWorthIt } };
}
