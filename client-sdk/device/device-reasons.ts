// The reasons not to download a model to a device: what the policy refuses, and what no policy can change.
import type { DeviceModel } from '../../src/catalog/device-models.ts';
import { findRefusals, type DeviceFacts, type DeviceRefusal } from '../../src/policy/refuse-device.ts';
import type { DeviceCapability } from './capability.ts';

const MEGABYTE = 1e6;
const GIGABYTE = 1e9;

/** The promise of prepare(): nothing beyond this is downloaded under Save-Data, whatever a policy says. */
const SAVE_DATA_LARGEST_DOWNLOAD = 50 * MEGABYTE;
/** A model beyond this that can't be kept would be downloaded again at every visit. */
const LARGEST_UNKEPT_DOWNLOAD = 50 * MEGABYTE;
/** The cache needs room for the model and for what the browser keeps beside it. */
const STORAGE_HEADROOM = 1.1;

/** Something that speaks against the model on this device, or against one way to run it. */
export interface DeviceReason {
  /** The refusal's name in the policy, or one of ours: `save-data`, `offline`, `storage`, `no-webgpu` … */
  readonly name: string;
  /** A sentence for a person. */
  readonly message: string;
  /** Only this backend is out; without it the model as a whole is. */
  readonly backend?: 'webgpu' | 'wasm' | undefined;
}

export interface JudgedDevice {
  readonly capability: DeviceCapability;
  readonly model: DeviceModel;
  /** True when the weights are here already: then neither the network nor a full disk speaks against them. */
  readonly isCached: boolean;
  readonly refusals: readonly DeviceRefusal[];
}

/** Whatever the backends are; empty where nothing speaks against the model. */
export function deviceReasons({ capability, model, isCached, refusals }: JudgedDevice): readonly DeviceReason[] {
  const refused = findRefusals(deviceFacts(capability, model, isCached), refusals);
  const reasons: DeviceReason[] = refused.map(({ name, because, backend }) => ({ name, message: because, backend }));
  if (isCached) return reasons;
  const { label, downloadBytes } = model;
  const size = `${(downloadBytes / GIGABYTE).toFixed(1)} GB`;
  const isSavingData = capability.saveData && downloadBytes > SAVE_DATA_LARGEST_DOWNLOAD;
  if (isSavingData && !reasons.some(({ name }) => name === 'save-data')) {
    reasons.push({ name: 'save-data', message: `${label} is a download of ${size}, and this browser is set to save data.` });
  }
  // A model served beside the app may come from this very machine.
  if (!capability.isOnline && model.repository !== undefined) {
    reasons.push({ name: 'offline', message: `${label} isn't downloaded yet, and this device is offline.` });
  }
  const free = (capability.storageQuotaBytes ?? Infinity) - (capability.storageUsageBytes ?? 0);
  if (downloadBytes > LARGEST_UNKEPT_DOWNLOAD && free < downloadBytes * STORAGE_HEADROOM) {
    const left = `${(free / GIGABYTE).toFixed(1)} GB`;
    reasons.push({ name: 'storage', message: `${label} needs ${size} of storage; this browser has ${left} left for the page.` });
  }
  return reasons;
}

export function deviceFacts(capability: DeviceCapability, model: DeviceModel, isCached: boolean): DeviceFacts {
  const { webgpu, browser, browserVersion, operatingSystem, deviceMemoryGb, batteryLevel } = capability;
  return {
    browser,
    browserVersion,
    operatingSystem,
    // Hidden by the browser is unknown, not a vendor named ''.
    gpuVendor: webgpu.vendor.toLowerCase() || undefined,
    gpuArchitecture: webgpu.architecture.toLowerCase() || undefined,
    deviceMemoryGb,
    batteryLevel,
    saveData: capability.saveData,
    effectiveType: capability.effectiveType,
    isMetered: capability.isMetered,
    isCached,
    downloadMegabytes: model.downloadBytes / MEGABYTE,
    memoryMegabytes: model.memoryBytes / MEGABYTE,
  };
}
