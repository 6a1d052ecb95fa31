import { formatCost } from '../format/format-cost.ts';
import { Icon } from '../icons/icon.tsx';
import { countAnswers } from './count-answers.ts';
import type { Turn } from './turn.ts';

interface ConversationSummaryProps {
  readonly turns: readonly Turn[];
  readonly onClear: () => void;
}

/** How much of the conversation stayed on the device and what it cost, beside the button that starts a new one. */
export function ConversationSummary({ turns, onClear }: ConversationSummaryProps) {
  const results = turns.flatMap(({ result }) => (result ? [result] : []));
  const { answered, onDevice, unsureOnDevice } = countAnswers(turns);
  const spent = results.reduce((sum, { usage }) => sum + usage.costMicroUsd, 0);
  const allHosted = results.reduce((sum, { usage }) => sum + usage.allHostedCostMicroUsd, 0);
  return (
    <div class="conversation-summary">
      <p data-testid="conversation-summary">
        {answered > 0 && (
          <>
            <strong>
              {onDevice} of {answered}
            </strong>{' '}
            answered on this device{unsureOnDevice > 0 && `, ${unsureOnDevice} of them not sure`}
            {allHosted > 0 && (
              <span class="summary-cost">
                {' · '}
                {formatCost(spent)} instead of {formatCost(allHosted)} all-hosted
              </span>
            )}
          </>
        )}
      </p>
      <button type="button" class="button is-small" data-testid="new-conversation" aria-label="New conversation" onClick={onClear}>
        <Icon name="new" />
        <span>
          New <span class="wide-only">conversation</span>
        </span>
      </button>
    </div>
  );
}
