// How far a model is on its way onto the device.
import type { LoadedModel, LoadProgress } from '../../client-sdk/device/engine.ts';

export type DeviceLoad =
  /** Nobody asked for it yet, or it was unloaded. */
  | { readonly kind: 'idle' }
  /** Cancelled on its way. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'loading'; readonly progress: LoadProgress | undefined }
  | { readonly kind: 'ready'; readonly loaded: LoadedModel }
  | { readonly kind: 'failed'; readonly message: string };

const PHASES: Readonly<Record<LoadProgress['phase'], string>> = {
  probing: 'looking at this device',
  downloading: 'downloading',
  starting: 'starting',
  warming_up: 'warming up',
  ready: 'ready',
};

/** @example loadingPhase(undefined) // 'waiting' */
export function loadingPhase(progress: LoadProgress | undefined): string {
  return progress ? PHASES[progress.phase] : 'waiting';
}
