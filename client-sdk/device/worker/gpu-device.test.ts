import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openGpuDevice } from './gpu-device.ts';

type DeviceDescriptor = { requiredFeatures: string[]; requiredLimits: Record<string, number> };

describe('openGpuDevice', () => {
  let asked: DeviceDescriptor | undefined;
  let lose: (info: { reason: string; message: string }) => void;
  let device: EventTarget;
  beforeEach(() => {
    device = Object.assign(new EventTarget(), { lost: new Promise((resolve) => (lose = resolve)) });
    const adapter = {
      features: new Set(['subgroups', 'timestamp-query']),
      limits: { maxBufferSize: 4e9, maxStorageBufferBindingSize: 2e9 },
      requestDevice: async (descriptor: DeviceDescriptor) => {
        asked = descriptor;
        return device;
      },
    };
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter } });
  });
  afterEach(() => vi.unstubAllGlobals());

  test('asks for what the adapter has, and for its largest limits', async () => {
    await openGpuDevice({ leaveOutSubgroups: false, onFatal: () => {} });
    expect(asked).toMatchObject({
      requiredFeatures: ['subgroups'],
      requiredLimits: { maxBufferSize: 4e9, maxStorageBufferBindingSize: 2e9 },
    });
  });

  test('leaves subgroups out where it is told to', async () => {
    await openGpuDevice({ leaveOutSubgroups: true, onFatal: () => {} });
    expect(asked?.requiredFeatures).toEqual([]);
  });

  test('tells of a lost device and of every error', async () => {
    const told: string[] = [];
    await openGpuDevice({ leaveOutSubgroups: true, onFatal: (message) => told.push(message) });
    device.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: { message: 'Invalid buffer.' } }));
    lose({ reason: 'unknown', message: 'Hung.' });
    await vi.waitFor(() => expect(told).toHaveLength(2));
    expect(told).toEqual([
      'The graphics processor reported an error: Invalid buffer.',
      'The graphics processor was lost (unknown): Hung.',
    ]);
  });

  test('fails where there is no adapter', async () => {
    vi.stubGlobal('navigator', {});
    await expect(openGpuDevice({ leaveOutSubgroups: false, onFatal: () => {} })).rejects.toThrow('no WebGPU adapter');
  });
});
