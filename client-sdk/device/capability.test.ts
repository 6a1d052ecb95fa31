import { describe, expect, test } from 'vitest';
import { probeCapability, type ProbedNavigator } from './capability.ts';

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
      browser: 'other',
      operatingSystem: 'other',
      saveData: false,
      storageQuotaBytes: undefined,
      batteryLevel: undefined,
      isOnline: true,
    });
    expect(await probeCapability({ navigator: {} })).toMatchObject({ webgpu: { adapter: 'none' } });
  });

  test('tells which browser it is', async () => {
    const userAgent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1';
    expect(await probeCapability({ navigator: { userAgent, maxTouchPoints: 5 } })).toMatchObject({
      browser: 'safari',
      browserVersion: 18,
      operatingSystem: 'ios',
    });
  });

  test.each([
    [{ type: 'cellular', effectiveType: '3g' }, { isMetered: true, effectiveType: '3g' }],
    [{ type: 'wifi', effectiveType: '4g' }, { isMetered: false, effectiveType: '4g' }],
    [{ type: 'wifi', metered: true }, { isMetered: true }],
    [{ effectiveType: '4g' }, { isMetered: undefined }],
    [undefined, { isMetered: undefined, effectiveType: undefined }],
  ])('reads the connection %o', async (connection, expected) => {
    expect(await probeCapability({ navigator: { connection } })).toMatchObject(expected);
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
