// A chunk of its own: nobody reads the verdicts before the page has opened.
import { probeCapability } from '../../client-sdk/device/capability.ts';
import { judgeDevice, type DeviceVerdict } from '../../client-sdk/device/judge-device.ts';
import { DEVICE_MODELS } from '../../src/catalog/device-models.ts';
import type { DeviceRefusal } from '../../src/policy/refuse-device.ts';

/** Where the router serves the shipped model, relative to the page. */
const MODELS_URL = 'models/';

/** What this device makes of each model of the catalog, from one look at it. Downloads nothing. */
export async function judgeModels(refusals: readonly DeviceRefusal[] | undefined): Promise<readonly DeviceVerdict[]> {
  const probed = probeCapability();
  return Promise.all(DEVICE_MODELS.map((model) => judgeDevice({ model, modelsUrl: MODELS_URL, refusals, probe: () => probed })));
}
