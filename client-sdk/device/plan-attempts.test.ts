import { describe, expect, test } from 'vitest';
import { deviceCapability } from '../../test/support/device-capability.ts';
import { deviceModel, largeDeviceModel } from '../../test/support/device-model.ts';
import { planAttempts, type PlannedAttempt } from './plan-attempts.ts';

const webgpu: PlannedAttempt = { backend: 'webgpu', dtype: 'q4', externalDataChunks: 0, leaveOutSubgroups: false };
const withoutSubgroups: PlannedAttempt = { ...webgpu, leaveOutSubgroups: true };
const wasm: PlannedAttempt = { ...webgpu, backend: 'wasm' };

describe('planAttempts', () => {
  test('tries the graphics processor, then without subgroups, then wasm', () => {
    expect(planAttempts(deviceCapability(), deviceModel())).toEqual({ ok: true, value: [webgpu, withoutSubgroups, wasm] });
  });

  test('keeps to the backends asked for, in their order', () => {
    const plan = planAttempts(deviceCapability(), deviceModel(), { backends: ['wasm', 'webgpu'] });
    expect(plan).toEqual({ ok: true, value: [wasm, webgpu, withoutSubgroups] });
    expect(planAttempts(deviceCapability(), deviceModel(), { backends: ['wasm'] })).toEqual({ ok: true, value: [wasm] });
  });

  test('counts a software adapter only where it is allowed, and never with subgroups', () => {
    const software = deviceCapability({ webgpu: { adapter: 'software' } });
    expect(planAttempts(software, deviceModel())).toEqual({ ok: true, value: [wasm] });
    expect(planAttempts(software, deviceModel(), { allowSoftwareAdapter: true })).toEqual({
      ok: true,
      value: [withoutSubgroups, wasm],
    });
  });

  test('takes the other weights on a graphics processor without half precision', () => {
    const plan = planAttempts(deviceCapability({ webgpu: { shaderF16: false } }), largeDeviceModel());
    expect(plan).toMatchObject({ ok: true, value: [{ dtype: 'q4' }, { dtype: 'q4' }] });
    expect(planAttempts(deviceCapability(), largeDeviceModel())).toMatchObject({
      ok: true,
      value: [{ dtype: 'q4f16', externalDataChunks: 1 }, { dtype: 'q4f16' }],
    });
  });

  test.each([
    ['iOS', { isIos: true }, 'iOS'],
    ['too little memory', { deviceMemoryGb: 4 }, '8 GB of memory; this one reports 4 GB'],
    ['Save-Data', { saveData: true }, 'save data'],
    ['a full disk', { storageQuotaBytes: 3e9, storageUsageBytes: 1e9 }, '2.0 GB left'],
    ['no network', { isOnline: false }, 'offline'],
    ['no WebGPU', { webgpu: { adapter: 'none' } }, 'needs WebGPU'],
    ['a software adapter', { webgpu: { adapter: 'software' } }, 'runs in software'],
  ] as const)('refuses a large model with %s', (_reason, parts, sentence) => {
    const plan = planAttempts(deviceCapability(parts), largeDeviceModel());
    expect(plan).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });

  test('refuses a model whose only weights need half precision, where there is none', () => {
    const model = largeDeviceModel({ backends: { webgpu: { dtype: 'q4f16', externalDataChunks: 1 } } });
    const plan = planAttempts(deviceCapability({ webgpu: { shaderF16: false } }), model);
    expect(plan).toEqual({ ok: false, error: expect.stringContaining('shader-f16') });
  });

  test('refuses a model none of the given backends can run', () => {
    const plan = planAttempts(deviceCapability(), largeDeviceModel(), { backends: ['wasm'] });
    expect(plan).toEqual({ ok: false, error: "Large model can't run on wasm." });
  });

  test('lets a small model onto any of these devices', () => {
    const poor = deviceCapability({ isIos: true, saveData: true, deviceMemoryGb: 1, isOnline: false, storageQuotaBytes: 0 });
    expect(planAttempts(poor, deviceModel()).ok).toBe(true);
  });

  test('starts a large model that is here already, under Save-Data, offline and with a full disk', () => {
    const full = deviceCapability({ saveData: true, isOnline: false, storageQuotaBytes: 3e9, storageUsageBytes: 2.4e9 });
    expect(planAttempts(full, largeDeviceModel(), { isCached: true }).ok).toBe(true);
  });

  test('takes memory and storage the browser does not tell of as enough', () => {
    const silent = deviceCapability({ deviceMemoryGb: undefined, storageQuotaBytes: undefined });
    expect(planAttempts(silent, largeDeviceModel()).ok).toBe(true);
  });
});
