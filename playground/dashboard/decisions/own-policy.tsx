import { useId, useState } from 'preact/hooks';
import type { Policy } from '../../../src/policy/policy.ts';

/** A policy that is deployed nowhere, as JSON. It stays in this tab. */
export function OwnPolicy({ onPolicy }: { readonly onPolicy: (policy: Policy) => void }) {
  const id = useId();
  const [text, setText] = useState('');
  const [fault, setFault] = useState<string>();
  const read = async () => {
    const { parsePolicy } = await import('../../../src/policy/parse-policy.ts');
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch {
      setFault('This is no JSON.');
      return;
    }
    const parsed = parsePolicy(document);
    if (!parsed.ok) {
      const [first] = parsed.error;
      setFault(`${first?.path}: ${first?.message}`);
      return;
    }
    setFault(undefined);
    onPolicy(parsed.value);
  };
  return (
    <details class="own-policy">
      <summary>A policy of your own</summary>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          void read();
        }}
      >
        <label for={id}>A whole policy as JSON; it stays in this tab</label>
        <textarea id={id} rows={6} spellcheck={false} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        <div role="alert">{fault !== undefined && <p class="notice is-warning">{fault}</p>}</div>
        <button type="submit" class="button is-small">
          Decide under it
        </button>
      </form>
    </details>
  );
}
