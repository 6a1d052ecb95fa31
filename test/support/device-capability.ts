import type { DeviceCapability } from '../../client-sdk/device/capability.ts';

/** A desktop with a graphics processor and room for everything; the parts given replace its own. */
export function deviceCapability(
  { webgpu, ...parts }: Partial<Omit<DeviceCapability, 'webgpu'>> & { webgpu?: Partial<DeviceCapability['webgpu']> } = {},
): DeviceCapability {
  return {
    webgpu: {
      adapter: 'hardware',
      shaderF16: true,
      maxBufferSize: 4e9,
      maxStorageBufferBindingSize: 4e9,
      vendor: 'test',
      architecture: '',
      ...webgpu,
    },
    deviceMemoryGb: 16,
    browser: 'chrome',
    browserVersion: 142,
    operatingSystem: 'windows',
    saveData: false,
    storageQuotaBytes: 100e9,
    storageUsageBytes: 0,
    isOnline: true,
    hasJspi: true,
    ...parts,
  };
}
