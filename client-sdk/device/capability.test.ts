import { describe, expect, test } from 'vitest';
import { probeCapability, type ProbedNavigator } from './capability.ts';

const IPAD_AS_MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15';

function gpuOf(adapter: unknown): ProbedNavigator['gpu'] {
  return { requestAdapter: async () => adapter as GPUAdapter };
}

function adapterOf(info: Partial<GPUAdapterInfo>, features: string[] = []): unknown {
  return {
    info: { vendor: 'test', architecture: 'one', description: '', isFallbackAdapter: false, ...info },
    features: new Set(features),
    limits: { maxBufferSize: 4e9, maxStorageBufferBindingSize: 2e9 },
  };
}

describe('probeCapability', () => {
  test('reads a graphics processor', async () => {
    const { webgpu } = await probeCapability({ navigator: { gpu: gpuOf(adapterOf({}, ['shader-f16'])) } });
    expect(webgpu).toEqual({
      adapter: 'hardware',
      shaderF16: true,
      maxBufferSize: 4e9,
      maxStorageBufferBindingSize: 2e9,
      vendor: 'test',
      architecture: 'one',
    });
  });

  test.each([{ isFallbackAdapter: true }, { architecture: 'swiftshader' }, { description: 'llvmpipe (LLVM 15)' }])(
    'knows a software renderer by %o',
    async (info) => {
      const { webgpu } = await probeCapability({ navigator: { gpu: gpuOf(adapterOf(info)) } });
      expect(webgpu.adapter).toBe('software');
    },
  );

  test('takes everything as absent where nothing can be read', async () => {
    const fails = () => Promise.reject(new Error('blocked'));
    const navigator: ProbedNavigator = {
      gpu: { requestAdapter: fails },
      storage: { estimate: fails },
      getBattery: fails,
    };
    expect(await probeCapability({ navigator })).toMatchObject({
      webgpu: { adapter: 'none' },
      isIos: false,
      saveData: false,
      storageQuotaBytes: undefined,
      batteryLevel: undefined,
      isOnline: true,
    });
    expect(await probeCapability({ navigator: {} })).toMatchObject({ webgpu: { adapter: 'none' } });
  });

  test.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5, true],
    [IPAD_AS_MAC, 5, true],
    [IPAD_AS_MAC, 0, false],
    ['Mozilla/5.0 (Linux; Android 15)', 5, false],
  ])('tells iOS by %s with %i touch points: %s', async (userAgent, maxTouchPoints, isIos) => {
    expect(await probeCapability({ navigator: { userAgent, maxTouchPoints } })).toMatchObject({ isIos });
  });

  test('tells the battery only while it is in use', async () => {
    const battery = (charging: boolean): ProbedNavigator => ({ getBattery: async () => ({ charging, level: 0.4 }) });
    expect(await probeCapability({ navigator: battery(false) })).toMatchObject({ batteryLevel: 0.4 });
    expect(await probeCapability({ navigator: battery(true) })).toMatchObject({ batteryLevel: undefined });
  });

  test('reads the network, the storage and the memory', async () => {
    const navigator: ProbedNavigator = {
      onLine: false,
      connection: { saveData: true },
      deviceMemory: 8,
      storage: { estimate: async () => ({ quota: 10, usage: 3 }) },
    };
    expect(await probeCapability({ navigator })).toMatchObject({
      isOnline: false,
      saveData: true,
      deviceMemoryGb: 8,
      storageQuotaBytes: 10,
      storageUsageBytes: 3,
    });
  });
});
