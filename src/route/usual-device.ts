// The device of whom nothing is known but its model: it is ready, and as fast as the catalog expects.
import { rateFromPrior } from '../budget/rate-model.ts';
import type { DeviceModel } from '../catalog/device-models.ts';
import type { DeviceState } from './route-context.ts';

/** `usualDevice(findDeviceModel('phi-3-mini-4k'))` → { status: 'ready', model: 'phi-3-mini-4k', isOnline: true, … } */
export function usualDevice({ id, prefillPrior, decodePrior }: Pick<DeviceModel, 'id' | 'prefillPrior' | 'decodePrior'>): DeviceState {
  return {
    status: 'ready',
    model: id,
    prefillRate: rateFromPrior(prefillPrior.tokensPerSecond, prefillPrior.factor),
    decodeRate: rateFromPrior(decodePrior.tokensPerSecond, decodePrior.factor),
    isOnline: true,
  };
}
