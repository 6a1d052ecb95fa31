// Has this browser downloaded the model before? Then neither Save-Data nor a full disk speaks against using it.
import type { BackendVariant, DeviceModel } from '../../src/catalog/device-models.ts';
import { absoluteUrl } from './absolute-url.ts';
import { resolveKeptSource } from './files/file-source.ts';
import { fileKey, openFileStore, type FileStore } from './files/file-store.ts';
import { modelSource, weightFiles } from './files/model-source.ts';

/**
 * True when all weights of the model, in any of its types, are on this device. Asks no server, and never throws.
 *
 * @param modelsUrl where shipped models are served; relative to the page.
 */
export async function isModelCached(model: DeviceModel, modelsUrl: string): Promise<boolean> {
  const store = await openFileStore();
  if (store === undefined) return false;
  try {
    const { baseUrl, manifest } = await resolveKeptSource(modelSource(model, absoluteUrl(modelsUrl)), store);
    for (const paths of weightSets(model)) {
      const keys = paths.map((path) => fileKey(`${baseUrl}${path}`, manifest?.[path]?.digest));
      if (await areComplete(keys, store)) return true;
    }
    return false;
  } catch {
    return false;
  }
}

async function areComplete(keys: readonly string[], store: FileStore): Promise<boolean> {
  for (const key of keys) if (!(await store.read(key))?.isComplete) return false;
  return true;
}

function weightSets({ backends }: DeviceModel): readonly (readonly string[])[] {
  return [backends.webgpu, backends.wasm].flatMap((variant) => (variant === undefined ? [] : setsOf(variant)));
}

function setsOf({ dtype, dtypeWithoutF16, externalDataChunks }: BackendVariant): readonly (readonly string[])[] {
  const dtypes = dtypeWithoutF16 === undefined ? [dtype] : [dtype, dtypeWithoutF16];
  return dtypes.map((type) => weightFiles(type, externalDataChunks));
}
