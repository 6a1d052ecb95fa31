// Has this browser downloaded the model before? Then neither Save-Data nor a full disk speaks against using it.
import { MODEL_CACHE, modelFileUrl, modelLocation, type LocatedModel } from './model-location.ts';

/**
 * True when the weights of a hub model are in the browser's cache. Models served beside the app are left to the HTTP
 * cache, so the answer is false for them. Never throws.
 *
 * @param dtype the weights' type, as in the file's name: `q4f16` → `onnx/model_q4f16.onnx`.
 */
export async function isModelCached(model: LocatedModel, dtype: string): Promise<boolean> {
  if (model.repository === undefined || typeof caches === 'undefined') return false;
  try {
    if (!(await caches.has(MODEL_CACHE))) return false;
    const cache = await caches.open(MODEL_CACHE);
    const file = modelFileUrl(modelLocation(model, ''), `onnx/model_${dtype}.onnx`);
    return (await cache.match(file)) !== undefined;
  } catch {
    return false;
  }
}
