import type { DeviceModel } from '../../src/catalog/device-models.ts';

/** A small model that is shipped; the parts given replace its own. */
export function deviceModel(parts: Partial<DeviceModel> = {}): DeviceModel {
  return {
    id: 'test-model',
    label: 'Test model',
    family: 'phi-3',
    parameters: 2_000_000,
    downloadBytes: 2_000_000,
    memoryBytes: 60_000_000,
    contextTokens: 1024,
    backends: { webgpu: { dtype: 'q4', externalDataChunks: 0 }, wasm: { dtype: 'q4', externalDataChunks: 0 } },
    isTestedByUs: true,
    prefillPrior: { tokensPerSecond: 1000, factor: 3 },
    decodePrior: { tokensPerSecond: 100, factor: 3 },
    scores: [],
    ...parts,
  };
}

/** A model of 2.3 GB on the hub that needs WebGPU. */
export function largeDeviceModel(parts: Partial<DeviceModel> = {}): DeviceModel {
  return deviceModel({
    label: 'Large model',
    repository: 'someone/large-model',
    revision: 'abc123',
    downloadBytes: 2.3e9,
    memoryBytes: 3.5e9,
    backends: { webgpu: { dtype: 'q4f16', dtypeWithoutF16: 'q4', externalDataChunks: 1, largestBufferBytes: { q4f16: 197e6, q4: 394e6 } } },
    ...parts,
  });
}
