import { expect, test } from 'vitest';
import { judgeDevice } from '../../client-sdk/device/judge-device.ts';
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import { deviceCapability } from '../../test/support/device-capability.ts';
import { describeVerdict } from './describe-verdict.ts';

const verdictOn = async (capability: ReturnType<typeof deviceCapability>, id: string) => {
  const model = findDeviceModel(id);
  if (!model) throw new Error(`No model ${id}.`);
  return describeVerdict(await judgeDevice({ model, modelsUrl: 'models/', refusals: undefined, probe: async () => capability }));
};

test('a graphics processor that can says so, with the weights it takes', async () => {
  expect(await verdictOn(deviceCapability(), 'phi-3-mini-4k')).toEqual({
    canRun: true,
    sentence: 'can run it on its graphics processor (WebGPU), as q4f16.',
    reasons: [],
  });
});

test('where a slower way is left, the reasons speak of the faster one, not of the model', async () => {
  const { canRun, sentence, reasons } = await verdictOn(deviceCapability({ webgpu: { adapter: 'none' } }), 'phi-3-nano');
  expect([canRun, sentence]).toEqual([true, 'can run it on its processor (WebAssembly), as q4.']);
  expect(reasons).toEqual(['WebGPU would be faster; this browser doesn’t offer it on this device.']);
});

test('a refused device reads every reason against the model, and none against one backend', async () => {
  const phone = deviceCapability({ operatingSystem: 'ios', saveData: true, webgpu: { adapter: 'none' } });
  const { canRun, reasons } = await verdictOn(phone, 'phi-3-mini-4k');
  expect(canRun).toBe(false);
  expect(reasons).toHaveLength(2);
  expect(reasons.join(' ')).toMatch(/iOS.*save data/);
});
