import { describe, expect, test } from 'vitest';
import { deviceCapability } from '../../test/support/device-capability.ts';
import { deviceModel, largeDeviceModel } from '../../test/support/device-model.ts';
import { planAttempts, type PlannedAttempt } from './plan-attempts.ts';

const webgpu: PlannedAttempt = { backend: 'webgpu', dtype: 'q4', externalDataChunks: 0, leaveOutSubgroups: false };
const withoutSubgroups: PlannedAttempt = { ...webgpu, leaveOutSubgroups: true };
const wasm: PlannedAttempt = { ...webgpu, backend: 'wasm' };

describe('planAttempts', () => {
  test('tries the graphics processor, then without subgroups, then wasm', () => {
    expect(planAttempts(deviceCapability(), deviceModel())).toEqual({ attempts: [webgpu, withoutSubgroups, wasm], reasons: [] });
  });

  test('keeps to the backends asked for, in their order', () => {
    const plan = planAttempts(deviceCapability(), deviceModel(), { backends: ['wasm', 'webgpu'] });
    expect(plan.attempts).toEqual([wasm, webgpu, withoutSubgroups]);
    expect(planAttempts(deviceCapability(), deviceModel(), { backends: ['wasm'] })).toEqual({ attempts: [wasm], reasons: [] });
  });

  test('counts a software adapter only where it is allowed, and never with subgroups', () => {
    const software = deviceCapability({ webgpu: { adapter: 'software' } });
    expect(planAttempts(software, deviceModel())).toMatchObject({
      attempts: [wasm],
      reasons: [{ name: 'software-adapter', backend: 'webgpu' }],
    });
    expect(planAttempts(software, deviceModel(), { allowSoftwareAdapter: true })).toEqual({
      attempts: [withoutSubgroups, wasm],
      reasons: [],
    });
  });

  test('takes the other weights on a graphics processor without half precision', () => {
    const plan = planAttempts(deviceCapability({ webgpu: { shaderF16: false } }), largeDeviceModel());
    expect(plan).toMatchObject({ attempts: [{ dtype: 'q4' }, { dtype: 'q4' }] });
    expect(planAttempts(deviceCapability(), largeDeviceModel())).toMatchObject({
      attempts: [{ dtype: 'q4f16', externalDataChunks: 1 }, { dtype: 'q4f16' }],
    });
  });

  test.each([
    ['iOS', { browser: 'safari', operatingSystem: 'ios' }, 'ios-large-models', '1.5 GB'],
    ['too little memory', { deviceMemoryGb: 4 }, 'large-models-want-8-gb', '8 GB of memory'],
    ['Save-Data', { saveData: true }, 'save-data', 'save data'],
    ['a full disk', { storageQuotaBytes: 3e9, storageUsageBytes: 1e9 }, 'storage', '2.0 GB left'],
    ['no network', { isOnline: false }, 'offline', 'offline'],
    ['no WebGPU', { webgpu: { adapter: 'none' } }, 'no-webgpu', 'needs WebGPU'],
    ['a software adapter', { webgpu: { adapter: 'software' } }, 'software-adapter', 'runs in software'],
    ['small buffers', { webgpu: { maxStorageBufferBindingSize: 134_217_728 } }, 'buffer-too-small', '197 MB; this graphics processor offers 134 MB'],
    ['Safari before 26', { browser: 'safari', browserVersion: 18, operatingSystem: 'macos' }, 'safari-before-26', 'Safari before 26'],
  ] as const)('refuses a large model with %s', (_reason, parts, name, sentence) => {
    const plan = planAttempts(deviceCapability(parts), largeDeviceModel());
    expect(plan.attempts).toEqual([]);
    expect(plan.reasons).toMatchObject([{ name, message: expect.stringContaining(sentence) }]);
  });

  test.each([
    ['no WebGPU', { webgpu: { adapter: 'none' } }],
    ['a software adapter', { webgpu: { adapter: 'software' } }],
  ] as const)('with %s doesn’t say that a model needs what it runs without', (_reason, parts) => {
    const plan = planAttempts(deviceCapability(parts), deviceModel());
    expect(plan.attempts).toMatchObject([{ backend: 'wasm' }]);
    expect(plan.reasons).toHaveLength(1);
    expect(plan.reasons[0]?.message).not.toContain('Test model needs');
  });

  test('refuses a model whose only weights need half precision, where there is none', () => {
    const model = largeDeviceModel({ backends: { webgpu: { dtype: 'q4f16', externalDataChunks: 1 } } });
    const plan = planAttempts(deviceCapability({ webgpu: { shaderF16: false } }), model);
    expect(plan).toMatchObject({ attempts: [], reasons: [{ name: 'no-shader-f16' }] });
  });

  test('refuses a model none of the given backends can run', () => {
    const plan = planAttempts(deviceCapability(), largeDeviceModel(), { backends: ['wasm'] });
    expect(plan).toEqual({ attempts: [], reasons: [{ name: 'no-backend', message: "Large model can't run on wasm." }] });
  });

  test('leaves a backend out that the policy refuses, and runs on the other', () => {
    const safari = deviceCapability({ browser: 'safari', browserVersion: 18, operatingSystem: 'macos' });
    expect(planAttempts(safari, deviceModel())).toMatchObject({
      attempts: [wasm],
      reasons: [{ name: 'safari-before-26', backend: 'webgpu' }],
    });
  });

  test("goes by the policy's list where there is one", () => {
    const refusal = { name: 'firefox-145', when: { browser: 'firefox', browserVersion: 145 }, because: 'It breaks there.' } as const;
    const firefox = deviceCapability({ browser: 'firefox', browserVersion: 145 });
    expect(planAttempts(firefox, deviceModel(), { refusals: [refusal] })).toEqual({
      attempts: [],
      reasons: [{ name: 'firefox-145', message: 'It breaks there.' }],
    });
    const iphone = deviceCapability({ browser: 'safari', operatingSystem: 'ios' });
    expect(planAttempts(iphone, largeDeviceModel(), { refusals: [] }).attempts).toHaveLength(2);
  });

  test('downloads nothing large under Save-Data, even when a policy forgets it', () => {
    const saving = deviceCapability({ saveData: true });
    expect(planAttempts(saving, largeDeviceModel(), { refusals: [] })).toMatchObject({ attempts: [], reasons: [{ name: 'save-data' }] });
  });

  test('lets a small model onto any of these devices', () => {
    const poor = deviceCapability({ operatingSystem: 'ios', browser: 'safari', saveData: true, deviceMemoryGb: 1, isOnline: false, storageQuotaBytes: 0 });
    expect(planAttempts(poor, deviceModel()).attempts).not.toEqual([]);
  });

  test('starts a large model that is here already, under Save-Data, offline and with a full disk', () => {
    const full = deviceCapability({ saveData: true, isOnline: false, storageQuotaBytes: 3e9, storageUsageBytes: 2.4e9 });
    expect(planAttempts(full, largeDeviceModel(), { isCached: true }).attempts).not.toEqual([]);
  });

  test('takes memory and storage the browser does not tell of as enough', () => {
    const silent = deviceCapability({ deviceMemoryGb: undefined, storageQuotaBytes: undefined });
    expect(planAttempts(silent, largeDeviceModel()).attempts).not.toEqual([]);
  });
});
