import type { DeviceCapability } from '../../client-sdk/device/capability.ts';
import { formatBytes } from '../format/format-bytes.ts';

const ADAPTERS = {
  hardware: 'WebGPU on a graphics processor',
  software: 'WebGPU in software only',
  none: 'No WebGPU',
} as const;

/** @example describeCapability(capability) // 'WebGPU on a graphics processor · 8 GB of memory · 12 GB of storage free' */
export function describeCapability(capability: DeviceCapability): string {
  const { webgpu, deviceMemoryGb, storageQuotaBytes, storageUsageBytes = 0 } = capability;
  return [
    ADAPTERS[webgpu.adapter],
    deviceMemoryGb !== undefined && `${deviceMemoryGb} GB of memory or more`,
    storageQuotaBytes !== undefined && `${formatBytes(storageQuotaBytes - storageUsageBytes)} of storage free`,
    capability.saveData && 'set to save data',
  ]
    .filter((part) => part !== false)
    .join(' · ');
}
