import { createPhirst, type LoadProgress, type Readiness } from 'phirst';
import { createPhirstTransport } from 'phirst/ai-sdk';
import { useEffect, useState } from 'react';

const phirst = createPhirst();

/** What `useChat` talks to instead of a server of the app's own. */
export const transport = createPhirstTransport(phirst, { budget: { totalMs: 20_000 } });

export type DeviceState = LoadProgress | Readiness | undefined;

/** Loads the model once for the page; questions asked meanwhile are answered by hosted models. */
export function useDevice(): DeviceState {
  const [state, setState] = useState<DeviceState>();
  useEffect(() => {
    const stopping = new AbortController();
    void phirst.prepare({ onProgress: setState, signal: stopping.signal }).then(setState, () => undefined);
    return () => stopping.abort();
  }, []);
  return state;
}
