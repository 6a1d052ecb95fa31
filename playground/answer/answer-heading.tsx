import type { Turn } from '../conversation/turn.ts';
import { Icon } from '../icons/icon.tsx';
import { isStandIn } from '../model/is-stand-in.ts';
import { answerModel } from './answer-model.ts';
import { answerSource } from './answer-source.ts';
import { AskAgainButton } from './ask-again-button.tsx';
import { CopyButton } from './copy-button.tsx';
import { sourceName } from './source-name.ts';

interface AnswerHeadingProps {
  readonly turn: Turn;
  readonly canAsk: boolean;
  readonly onAskAgain: () => void;
  readonly onShowTrace: () => void;
}

/** Who answered: the place and the model, marks when nothing vouches for it or there was no network, and what can be done with it. */
export function AnswerHeading({ turn, canAsk, onAskAgain, onShowTrace }: AnswerHeadingProps) {
  const source = answerSource(turn);
  const model = answerModel(turn);
  return (
    <div class="answer-heading">
      <strong class={`source-name is-${source ?? 'undecided'}`}>
        {source ? sourceName(source) : turn.status === 'failed' ? 'No answer' : 'Deciding…'}
      </strong>
      {model !== undefined && <span class="answer-model">{model}</span>}
      {model !== undefined && isStandIn(model) && (
        <span class="badge" title="It stands in for a hosted model until a provider is configured on the router.">
          stand-in hosted model
        </span>
      )}
      {turn.result?.isUnsure && (
        <span class="badge is-unsure">
          <Icon name="unsure" />
          not sure
        </span>
      )}
      {isOffline(turn) && <span class="badge">offline</span>}
      {turn.status !== 'answering' && (
        <span class="answer-tools">
          {turn.result && <CopyButton text={turn.result.text} />}
          {turn.result && <AskAgainButton canAsk={canAsk} onAskAgain={onAskAgain} />}
          <button type="button" class="text-button" data-testid="show-trace" onClick={onShowTrace}>
            <Icon name="trace" />
            Trace
          </button>
        </span>
      )}
    </div>
  );
}

/** Nothing but this device could have answered. */
function isOffline({ route, result }: Turn): boolean {
  return result?.blockedBy === 'offline' || route?.reason === 'offline';
}
