// The reasons not to download a model to a device, whatever its backends are.
import type { DeviceModel } from '../../src/catalog/device-models.ts';
import type { DeviceCapability } from './capability.ts';

const MEGABYTE = 1e6;
const GIGABYTE = 1e9;

/** A page has about 1.5 GB on iOS, and a page that takes more is reloaded in a loop without an error. */
const IOS_LARGEST_DOWNLOAD = 500 * MEGABYTE;
const SAVE_DATA_LARGEST_DOWNLOAD = 50 * MEGABYTE;
/** Models beyond this want a machine with 8 GB: loading holds the weights twice for a moment. */
const LARGE_MODEL_MEMORY = 2 * GIGABYTE;
const LARGE_MODEL_DEVICE_GB = 8;
/** The cache needs room for the model and for what the browser keeps beside it. */
const STORAGE_HEADROOM = 1.1;

/**
 * A sentence for a person, or undefined where nothing speaks against the model.
 *
 * @param isCached true when the weights are here already: then only memory counts.
 */
export function refuseDevice(capability: DeviceCapability, model: DeviceModel, isCached: boolean): string | undefined {
  const { label, downloadBytes, memoryBytes } = model;
  const gigabytes = `${(downloadBytes / GIGABYTE).toFixed(1)} GB`;
  if (capability.isIos && downloadBytes > IOS_LARGEST_DOWNLOAD) {
    return `${label} (${gigabytes}) is more than a page may hold on iOS.`;
  }
  if (memoryBytes > LARGE_MODEL_MEMORY && (capability.deviceMemoryGb ?? Infinity) < LARGE_MODEL_DEVICE_GB) {
    return `${label} needs a device with ${LARGE_MODEL_DEVICE_GB} GB of memory; this one reports ${capability.deviceMemoryGb} GB.`;
  }
  if (isCached) return undefined;
  if (capability.saveData && downloadBytes > SAVE_DATA_LARGEST_DOWNLOAD) {
    return `${label} is a download of ${gigabytes}, and this browser is set to save data.`;
  }
  // A model served beside the app may still come out of the HTTP cache, which nothing here can ask.
  if (model.repository === undefined) return undefined;
  if (!capability.isOnline) return `${label} isn't downloaded yet, and this device is offline.`;
  const free = (capability.storageQuotaBytes ?? Infinity) - (capability.storageUsageBytes ?? 0);
  if (free < downloadBytes * STORAGE_HEADROOM) {
    return `${label} needs ${gigabytes} of storage; this browser has ${(free / GIGABYTE).toFixed(1)} GB left for the page.`;
  }
  return undefined;
}
