// How long a device may keep silent, and how long an idle one keeps its memory: the policy's word, or these.
import { DEVICE_DEFAULTS } from '../../src/policy/default-limits.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { StallLimits } from './stall-watch.ts';

export interface DeviceLimits {
  readonly stall: StallLimits;
  readonly idleUnloadMs: number;
}

const IDLE_UNLOAD_MS = 600_000;

/** `deviceLimits({ timeout: { chunkMs: 500 }, … })` → `{ stall: { firstChunkMs: 30000, chunkMs: 500 }, idleUnloadMs: 600000 }` */
export function deviceLimits({ timeout, idleUnloadMs }: Pick<Policy['device'], 'timeout' | 'idleUnloadMs'> = {}): DeviceLimits {
  return {
    stall: { firstChunkMs: timeout?.firstChunkMs ?? DEVICE_DEFAULTS.firstChunkMs, chunkMs: timeout?.chunkMs ?? DEVICE_DEFAULTS.chunkMs },
    idleUnloadMs: idleUnloadMs ?? IDLE_UNLOAD_MS,
  };
}
