import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../icons/icon.tsx';

/** How long it says so. */
const SAID_MS = 2_000;

/** Puts an answer's text, as the model wrote it, on the clipboard. */
export function CopyButton({ text }: { readonly text: string }) {
  const [outcome, setOutcome] = useState('');
  useEffect(() => {
    if (outcome === '') return undefined;
    const timer = setTimeout(() => setOutcome(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      // Absent where the page came over plain HTTP from another machine.
      await navigator.clipboard.writeText(text);
      setOutcome('Copied');
    } catch {
      setOutcome('The browser didn’t allow it');
    }
  };
  return (
    <span class="copy">
      <span role="status" class="copy-outcome">
        {outcome}
      </span>
      <button
        type="button"
        class="icon-button is-small"
        aria-label="Copy the answer"
        title="Copy the answer"
        data-testid="copy"
        onClick={() => void copy()}
      >
        <Icon name={outcome === 'Copied' ? 'done' : 'copy'} />
      </button>
    </span>
  );
}
