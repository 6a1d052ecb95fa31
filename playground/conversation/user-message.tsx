import { Icon } from '../icons/icon.tsx';
import type { Question } from './turn.ts';

/** The question as it was asked, and what was asked of it beside. */
export function UserMessage({ question }: { readonly question: Question }) {
  const { prompt, context, privacy } = question;
  return (
    <div class="user-message">
      <p class="user-prompt">
        <span class="visually-hidden">You asked: </span>
        {prompt}
      </p>
      {(privacy !== 'any' || context !== undefined) && (
        <p class="user-notes">
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
    </div>
  );
}
