import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { createPhirst } from 'phirst';
import type { Phirst } from '../../client-sdk/client-options.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { PageAccess } from '../status/ask-page-access.ts';
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
  /** On its way, or cancelled there; the current one answers until it is there. */
  readonly incoming: DeviceModelInUse | undefined;
  /** Loads a model. */
  choose(model: string): void;
  /** Stops loading this model. */
  cancel(model: string): void;
  /** Gives the current model's memory back; hosted models answer until one is loaded. Not while it answers. */
  unload(): void;
  /** Answers with the incoming model from now on, if it is ready. Not to be called while an answer is running. */
  takeOver(): void;
}

/** The model on this device, the one being loaded, and the way from one to the other. */
export function useDeviceModel(access: PageAccess): DeviceModels {
  const [current, setCurrent] = useState<DeviceModelInUse>(() => begin(SHIPPED_MODEL, access));
  const [incoming, setIncoming] = useState<DeviceModelInUse>();
  const loadingCurrent = useRef(new AbortController());
  const loadingIncoming = useRef<AbortController | undefined>(undefined);

  useEffect(() => {
    const shipped = current.client;
    void load(current, loadingCurrent.current.signal, (change) => setCurrent((now) => (now.client === shipped ? change : now)));
  }, []);

  const choose = useCallback((model: string) => {
    loadingIncoming.current?.abort();
    const controller = new AbortController();
    loadingIncoming.current = controller;
    const begun = begin(model, access);
    setIncoming(begun);
    void load(begun, controller.signal, (change) => {
      if (loadingIncoming.current !== controller) return;
      // What was cancelled stays to be seen, without its worker.
      if (change.load.kind === 'cancelled') begun.client.dispose();
      setIncoming(change);
    });
  }, []);
  const cancel = useCallback(
    (model: string) => {
      if (incoming?.model === model) loadingIncoming.current?.abort();
      else if (current.model === model) loadingCurrent.current.abort();
    },
    [incoming?.model, current.model],
  );

  const unload = useCallback(() => {
    setCurrent((now) => {
      now.client.dispose();
      return { ...begin(now.model, access), load: { kind: 'idle' } };
    });
  }, []);

  const takeOver = useCallback(() => {
    if (incoming?.load.kind !== 'ready') return;
    loadingIncoming.current = undefined;
    current.client.dispose();
    setCurrent(incoming);
    setIncoming(undefined);
  }, [incoming, current]);

  return { current, incoming, choose, cancel, unload, takeOver };
}

function begin(model: string, access: PageAccess): DeviceModelInUse {
  return { model, client: createPhirst({ model, session: access.session || undefined, events: access.events }), load: { kind: 'loading', progress: undefined } };
}

async function load(begun: DeviceModelInUse, signal: AbortSignal, report: (change: DeviceModelInUse) => void): Promise<void> {
  const tell = (change: DeviceLoad) => report({ ...begun, load: change });
  try {
    const readiness = await begun.client.prepare({
      signal,
      onProgress(progress) {
        if (!signal.aborted) tell({ kind: 'loading', progress });
      },
    });
    tell(readiness.isReady ? { kind: 'ready', loaded: readiness.loaded } : { kind: 'failed', message: readiness.message });
  } catch (error) {
    if (PhirstError.isInstance(error) && error.code === 'aborted') tell({ kind: 'cancelled' });
    else tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}
