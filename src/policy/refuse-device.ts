// Which refusals of the policy speak of this device? Plain facts in, sentences out: the list can be mended without a release.
import type { BROWSERS, EFFECTIVE_TYPES, OPERATING_SYSTEMS } from './device-words.ts';
import { matchesCondition } from './matches-condition.ts';
import type { Policy } from './policy.ts';

export type DeviceRefusal = NonNullable<Policy['device']['refusals']>[number];

/** What a refusal may ask about. What a browser doesn't tell is absent, and matches nothing. */
export interface DeviceFacts {
  readonly browser: (typeof BROWSERS)[number];
  readonly browserVersion?: number | undefined;
  readonly operatingSystem: (typeof OPERATING_SYSTEMS)[number];
  readonly gpuVendor?: string | undefined;
  readonly gpuArchitecture?: string | undefined;
  readonly deviceMemoryGb?: number | undefined;
  readonly batteryLevel?: number | undefined;
  readonly saveData: boolean;
  readonly effectiveType?: (typeof EFFECTIVE_TYPES)[number] | undefined;
  readonly isMetered?: boolean | undefined;
  readonly isCached: boolean;
  readonly downloadMegabytes: number;
  readonly memoryMegabytes: number;
}

/**
 * Every refusal that applies; one with a `backend` speaks of that backend alone.
 *
 * @example
 * findRefusals(facts, policy.device.refusals ?? []).map(({ because }) => because);
 * // ['WebGPU of Safari before 26 does not run ONNX Runtime.']
 */
export function findRefusals(facts: DeviceFacts, refusals: readonly DeviceRefusal[]): readonly DeviceRefusal[] {
  return refusals.filter(({ when }) => matchesCondition(when, { ...facts }));
}
