import type { Turn } from '../conversation/turn.ts';
import { Icon } from '../icons/icon.tsx';
import { sourceName } from './source-name.ts';

/** Who answered: the place and the model, and a mark when nothing vouches for the answer. */
export function AnswerHeading({ turn }: { readonly turn: Turn }) {
  const source = turn.result?.source ?? turn.route?.source;
  const model = turn.result?.model ?? turn.route?.model;
  return (
    <p class="answer-heading">
      {source ? <strong class={`source-name is-${source}`}>{sourceName(source)}</strong> : <strong>Deciding…</strong>}
      {model !== undefined && <span class="answer-model">{model === 'auto' ? 'choosing a model…' : model}</span>}
      {turn.result?.isUnsure && (
        <span class="badge is-unsure">
          <Icon name="unsure" />
          not sure
        </span>
      )}
    </p>
  );
}
