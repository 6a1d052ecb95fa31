import { useCallback, useState } from 'preact/hooks';

const PREFIX = 'phirst-playground:';

/** State that survives a reload, where the browser lets a page store anything; plain state elsewhere. */
export function useStoredState<Value>(
  name: string,
  initial: Value,
  isValue: (candidate: unknown) => candidate is Value,
): [Value, (value: Value) => void] {
  const [value, setValue] = useState(() => readStored(name, isValue) ?? initial);
  const store = useCallback(
    (next: Value) => {
      setValue(next);
      try {
        localStorage.setItem(PREFIX + name, JSON.stringify(next));
      } catch {
        // Private windows and blocked storage: the choice lasts as long as the page.
      }
    },
    [name],
  );
  return [value, store];
}

function readStored<Value>(name: string, isValue: (candidate: unknown) => candidate is Value): Value | undefined {
  try {
    const candidate: unknown = JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null');
    return isValue(candidate) ? candidate : undefined;
  } catch {
    return undefined;
  }
}
