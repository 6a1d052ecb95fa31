import type { Turn } from '../conversation/turn.ts';
import { Icon } from '../icons/icon.tsx';
import { isStandIn } from '../model/is-stand-in.ts';
import { answerModel } from './answer-model.ts';
import { answerSource } from './answer-source.ts';
import { CopyButton } from './copy-button.tsx';
import { sourceName } from './source-name.ts';

interface AnswerHeadingProps {
  readonly turn: Turn;
  readonly onShowTrace: () => void;
}

/** Who answered: the place and the model, a mark when nothing vouches for the answer, its copy, and the way to its trace. */
export function AnswerHeading({ turn, onShowTrace }: AnswerHeadingProps) {
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
      {turn.status !== 'answering' && (
        <span class="answer-tools">
          {turn.result && <CopyButton text={turn.result.text} />}
          <button type="button" class="text-button" data-testid="show-trace" onClick={onShowTrace}>
            <Icon name="trace" />
            Trace
          </button>
        </span>
      )}
    </div>
  );
}
