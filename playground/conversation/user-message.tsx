import { Icon } from '../icons/icon.tsx';
import { describeLeftOut, type LeftOut } from './left-out.ts';
import type { Question } from './turn.ts';

interface UserMessageProps {
  readonly question: Question;
  readonly leftOut: LeftOut;
  /** It was asked before. */
  readonly isRepeat: boolean;
}

/** The question as it was asked, what was asked of it beside, and what of the conversation did not go along. */
export function UserMessage({ question, leftOut, isRepeat }: UserMessageProps) {
  const { prompt, context, privacy } = question;
  const omission = describeLeftOut(leftOut);
  return (
    <div class="user-message">
      <p class="user-prompt">
        <span class="visually-hidden">You asked: </span>
        {prompt}
      </p>
      {(isRepeat || privacy !== 'any' || context !== undefined) && (
        <p class="user-notes">
          {isRepeat && (
            <span class="user-note">
              <Icon name="retry" />
              asked again
            </span>
          )}
          {privacy !== 'any' && (
            <span class="user-note">
              <Icon name="lock" />
              stays on this device
            </span>
          )}
          {context !== undefined && (
            <span class="user-note">
              {context.length === 1 ? 'with a document' : `with ${context.length} documents`}
            </span>
          )}
        </p>
      )}
      {omission !== undefined && (
        <p class="user-notes" data-testid="left-out">
          {omission}
        </p>
      )}
    </div>
  );
}
