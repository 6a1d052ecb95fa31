import { useState } from 'preact/hooks';
import { failureWords, type AdminFailure } from './admin-failure.ts';

interface KeyFormProps {
  readonly refusal: AdminFailure | undefined;
  readonly onKey: (key: string) => void;
}

export function KeyForm({ refusal, onKey }: KeyFormProps) {
  const [key, setKey] = useState('');
  const words = refusal && failureWords(refusal);
  return (
    <form
      class="card key-form"
      data-testid="key-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '') onKey(key.trim());
      }}
    >
      <h1>Open with a key</h1>
      <p class="muted">What is routed here, what it costs and what is deployed is shown to operators and readers.</p>
      <div role="alert">
        {words && (
          <p class="notice is-warning" data-testid="key-refused">
            <strong>{words.title}.</strong> {words.advice}
          </p>
        )}
      </div>
      <div class="field">
        <label for="admin-key">Key</label>
        <input
          id="admin-key"
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          value={key}
          data-testid="key-input"
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <p class="hint">Kept in this tab until it is closed, and sent to this router alone.</p>
      </div>
      <button type="submit" class="button is-primary" data-testid="key-submit">
        Open
      </button>
      <details class="hint">
        <summary>No key yet?</summary>
        <p>
          <code>npm run key -- --role operator --name me</code> makes one and says how to add it to the router’s <code>PHIRST_KEYS</code>. The role <code>reader</code>{' '}
          may look, <code>operator</code> may also roll back, pause and freeze. A link may bring the key along: <code>/dashboard/#key=…</code>
        </p>
      </details>
    </form>
  );
}
