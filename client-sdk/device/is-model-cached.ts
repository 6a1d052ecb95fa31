// Has this browser downloaded the model before? Then neither Save-Data nor a full disk speaks against using it.
import type { DeviceModel } from '../../src/catalog/device-models.ts';
import { MODEL_CACHE, modelFileUrl, modelLocation } from './model-location.ts';

/**
 * True when the weights of a hub model, in any of its types, are in the browser's cache. Models served beside the app
 * are left to the HTTP cache, so the answer is false for them. Never throws.
 */
export async function isModelCached(model: DeviceModel, modelsUrl: string): Promise<boolean> {
  if (model.repository === undefined || typeof caches === 'undefined') return false;
  const location = modelLocation(model, modelsUrl);
  try {
    if (!(await caches.has(MODEL_CACHE))) return false;
    const cache = await caches.open(MODEL_CACHE);
    for (const dtype of weightTypes(model)) {
      if (await cache.match(modelFileUrl(location, `onnx/model_${dtype}.onnx`))) return true;
    }
    return false;
  } catch {
    // Private windows and some frames have a cache that can't be opened.
    return false;
  }
}

function weightTypes({ backends }: DeviceModel): ReadonlySet<string> {
  const variants = [backends.webgpu, backends.wasm].filter((variant) => variant !== undefined);
  return new Set(variants.flatMap(({ dtype, dtypeWithoutF16 }) => [dtype, dtypeWithoutF16 ?? dtype]));
}
