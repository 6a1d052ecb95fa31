import { expect, test } from 'vitest';
import { deviceCapability } from '../../test/support/device-capability.ts';
import { deviceModel, largeDeviceModel } from '../../test/support/device-model.ts';
import { judgeDevice } from './judge-device.ts';

const modelsUrl = 'https://app.example/models/';

test('says what would run, and how large it is', async () => {
  const model = largeDeviceModel();
  const verdict = await judgeDevice({ model, modelsUrl, refusals: undefined, probe: async () => deviceCapability() });
  expect(verdict).toMatchObject({ verdict: 'can_run', backend: 'webgpu', dtype: 'q4f16', downloadBytes: 2.3e9, isCached: false, reasons: [] });
});

test('takes the other weights without half precision', async () => {
  const probe = async () => deviceCapability({ webgpu: { shaderF16: false } });
  expect(await judgeDevice({ model: largeDeviceModel(), modelsUrl, refusals: undefined, probe })).toMatchObject({ dtype: 'q4' });
});

test('says which backend is left and why the other is not', async () => {
  const probe = async () => deviceCapability({ webgpu: { adapter: 'none' } });
  expect(await judgeDevice({ model: deviceModel(), modelsUrl, refusals: undefined, probe })).toMatchObject({
    verdict: 'can_run',
    backend: 'wasm',
    reasons: [{ name: 'no-webgpu', backend: 'webgpu' }],
  });
});

test('names everything that speaks against a device', async () => {
  const probe = async () => deviceCapability({ browser: 'safari', operatingSystem: 'ios', saveData: true });
  const { verdict, backend, reasons } = await judgeDevice({ model: largeDeviceModel(), modelsUrl, refusals: undefined, probe });
  expect({ verdict, backend }).toEqual({ verdict: 'refused', backend: undefined });
  expect(reasons.map(({ name }) => name)).toEqual(['ios-large-models', 'save-data']);
});

test("refuses by the policy's list", async () => {
  const refusals = [{ name: 'not-today', when: {}, because: 'Not today.' }];
  const verdict = await judgeDevice({ model: deviceModel(), modelsUrl, refusals, probe: async () => deviceCapability() });
  expect(verdict).toMatchObject({ verdict: 'refused', reasons: [{ name: 'not-today', message: 'Not today.' }] });
});
