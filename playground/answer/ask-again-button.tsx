import { Icon } from '../icons/icon.tsx';

interface AskAgainButtonProps {
  /** False while another answer is running: the button stays, and so does the focus on it. */
  readonly canAsk: boolean;
  readonly onAskAgain: () => void;
}

/** Beside an answer: the same question once more. */
export function AskAgainButton({ canAsk, onAskAgain }: AskAgainButtonProps) {
  return (
    <button
      type="button"
      class="icon-button is-small"
      aria-label="Ask again"
      title="Ask again"
      data-testid="ask-again"
      aria-disabled={!canAsk}
      onClick={() => canAsk && onAskAgain()}
    >
      <Icon name="retry" />
    </button>
  );
}
