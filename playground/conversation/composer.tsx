import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { Icon } from '../icons/icon.tsx';

interface ComposerProps {
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly isAnswering: boolean;
  readonly onSend: () => void;
  readonly onStop: () => void;
  /** Changes when something filled the draft in: the field takes the focus. */
  readonly focusRequest: number;
  /** What goes with the question: shown above the field. */
  readonly attachment: ComponentChildren;
  /** Shown below the field. */
  readonly children: ComponentChildren;
}

/** Where a question is written. Enter sends, Shift+Enter makes a new line; while an answer runs, the button or Esc stops it. */
export function Composer(props: ComposerProps) {
  const { draft, onDraft, isAnswering, onSend, onStop, focusRequest, attachment, children } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [draft]);
  useEffect(() => {
    if (focusRequest > 0) field.current?.focus();
  }, [focusRequest]);
  const canSend = draft.trim() !== '' && !isAnswering;

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) onSend();
      }}
    >
      {attachment}
      <div class="composer-field">
        <label class="visually-hidden" for="composer-input">
          Your question
        </label>
        <textarea
          ref={field}
          id="composer-input"
          data-testid="composer-input"
          rows={1}
          placeholder="Ask something"
          value={draft}
          onInput={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Enter that ends the composing of a character is not a wish to send.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            if (canSend) onSend();
          }}
        />
        {isAnswering ? (
          <button
            type="button"
            class="send-button is-stop"
            data-testid="stop"
            aria-label="Stop the answer"
            aria-keyshortcuts="Escape"
            title="Stop the answer (Esc)"
            onClick={onStop}
          >
            <Icon name="stop" />
            <span>Stop</span>
          </button>
        ) : (
          // Not disabled: it takes the place, and the focus, of the Stop button.
          <button type="submit" class="send-button" data-testid="send" aria-disabled={!canSend}>
            <Icon name="up" />
            <span>Send</span>
          </button>
        )}
      </div>
      <div class="composer-bar">{children}</div>
    </form>
  );
}
