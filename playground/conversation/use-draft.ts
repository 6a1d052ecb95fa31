import { useCallback, useState } from 'preact/hooks';
import type { Example } from '../examples/example.ts';

export interface Draft {
  readonly text: string;
  /** The example the text came from, until it was sent or left. */
  readonly example: Example | undefined;
  /** Grows whenever the field should take the focus. */
  readonly focusRequest: number;
  write(text: string): void;
  choose(example: Example): void;
  dropExample(): void;
  clear(): void;
}

/** The question being written. */
export function useDraft(): Draft {
  const [text, write] = useState('');
  const [example, setExample] = useState<Example>();
  const [focusRequest, setFocusRequest] = useState(0);
  const choose = useCallback((chosen: Example) => {
    write(chosen.prompt);
    setExample(chosen);
    setFocusRequest((now) => now + 1);
  }, []);
  const dropExample = useCallback(() => setExample(undefined), []);
  const clear = useCallback(() => {
    write('');
    setExample(undefined);
    setFocusRequest((now) => now + 1);
  }, []);
  return { text, example, focusRequest, write, choose, dropExample, clear };
}
