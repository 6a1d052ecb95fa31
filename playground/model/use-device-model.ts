import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { createPhirst } from 'phirst';
import type { Phirst } from '../../client-sdk/client-options.ts';
import type { DeviceLoad } from './device-load.ts';
import { SHIPPED_MODEL } from './shipped-model.ts';

/** A client with its model, ready or not. */
export interface DeviceModelInUse {
  readonly model: string;
  readonly client: Phirst;
  readonly load: DeviceLoad;
}

export interface DeviceModels {
  /** Answers now. */
  readonly current: DeviceModelInUse;
  /** On its way; the current one answers until it is there. */
  readonly incoming: DeviceModelInUse | undefined;
  /** Loads a model. */
  choose(model: string): void;
  cancel(): void;
  /** Answers with the incoming model from now on, if it is ready. Not to be called while an answer is running. */
  takeOver(): void;
}

/** The model on this device, the one being loaded, and the way from one to the other. */
export function useDeviceModel(): DeviceModels {
  const [current, setCurrent] = useState<DeviceModelInUse>(() => begin(SHIPPED_MODEL));
  const [incoming, setIncoming] = useState<DeviceModelInUse>();
  const loading = useRef<AbortController | undefined>(undefined);

  useEffect(() => {
    const shipped = current.client;
    void load(current, undefined, (change) => setCurrent((now) => (now.client === shipped ? change : now)));
  }, []);

  const choose = useCallback((model: string) => {
    loading.current?.abort();
    const controller = new AbortController();
    loading.current = controller;
    const begun = begin(model);
    setIncoming(begun);
    void load(begun, controller.signal, (change) => {
      if (loading.current === controller) setIncoming(change);
    });
  }, []);
  const cancel = useCallback(() => {
    loading.current?.abort();
    loading.current = undefined;
    setIncoming((now) => {
      now?.client.dispose();
      return undefined;
    });
  }, []);

  const takeOver = useCallback(() => {
    if (incoming?.load.kind !== 'ready') return;
    loading.current = undefined;
    current.client.dispose();
    setCurrent(incoming);
    setIncoming(undefined);
  }, [incoming, current]);

  return { current, incoming, choose, cancel, takeOver };
}

function begin(model: string): DeviceModelInUse {
  return { model, client: createPhirst({ model }), load: { kind: 'loading', progress: undefined } };
}

async function load(
  begun: DeviceModelInUse,
  signal: AbortSignal | undefined,
  report: (change: DeviceModelInUse) => void,
): Promise<void> {
  try {
    const readiness = await begun.client.prepare({
      signal,
      onProgress: (progress) => report({ ...begun, load: { kind: 'loading', progress } }),
    });
    if (readiness.isReady) report({ ...begun, load: { kind: 'ready', loaded: readiness.loaded } });
    else report({ ...begun, load: { kind: 'failed', message: readiness.message } });
  } catch (error) {
    report({ ...begun, load: { kind: 'failed', message: error instanceof Error ? error.message : String(error) } });
  }
}
