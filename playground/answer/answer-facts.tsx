import type { AnswerResult } from '../../client-sdk/session/answer-part.ts';
import { formatCost } from '../format/format-cost.ts';
import { formatDuration } from '../format/format-duration.ts';
import { formatPercent } from '../format/format-percent.ts';
import type { ShownToken } from '../conversation/turn.ts';
import { ConfidenceMeter } from './confidence-meter.tsx';
import { deviceConfidence } from './device-confidence.ts';
import { leastSureToken } from './least-sure-token.ts';

interface AnswerFactsProps {
  readonly result: AnswerResult;
  readonly tokens: readonly ShownToken[];
}

/** How sure, how long, what it cost. */
export function AnswerFacts({ result, tokens }: AnswerFactsProps) {
  const { confidence, usage } = result;
  const least = leastSureToken(tokens);
  const onDevice = deviceConfidence(result.trace);
  return (
    <dl class="facts">
      <div>
        <dt>Confidence</dt>
        <dd>
          {confidence === undefined ? (
            <>
              not measured{' '}
              {onDevice !== undefined && <span class="fact-note">the device was {formatPercent(onDevice)} sure</span>}
            </>
          ) : (
            <ConfidenceMeter confidence={confidence} isCalibrated={result.isCalibrated} isUnsure={result.isUnsure} />
          )}
        </dd>
      </div>
      {least && (
        <div>
          <dt>Least sure of</dt>
          <dd>
            “{least.text.trim()}” <span class="fact-note">{formatPercent(least.probability)}</span>
          </dd>
        </div>
      )}
      <div>
        <dt>Time</dt>
        <dd>
          {formatDuration(result.totalMs)} <span class="fact-note">first word {formatDuration(result.firstTokenMs)}</span>
        </dd>
      </div>
      <div>
        <dt>Cost</dt>
        <dd>
          {formatCost(usage.costMicroUsd)}{' '}
          <span class="fact-note">all-hosted {formatCost(usage.allHostedCostMicroUsd)}</span>
        </dd>
      </div>
    </dl>
  );
}
