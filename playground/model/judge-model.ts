// Can this device run this model? Said before anything is downloaded.
import type { DeviceModel } from '../../src/catalog/device-models.ts';
import type { DeviceCapability } from '../../client-sdk/device/capability.ts';
import { planAttempts, refusalSentence } from '../../client-sdk/device/plan-attempts.ts';

export interface ModelVerdict {
  readonly canRun: boolean;
  readonly sentence: string;
}

const BACKEND_NAMES = { webgpu: 'its graphics processor (WebGPU)', wasm: 'its processor (WebAssembly)' } as const;

export function judgeModel(capability: DeviceCapability, model: DeviceModel): ModelVerdict {
  const plan = planAttempts(capability, model);
  if (plan.attempts.length === 0) return { canRun: false, sentence: refusalSentence(plan) };
  const backends = [...new Set(plan.attempts.map(({ backend }) => BACKEND_NAMES[backend]))];
  return { canRun: true, sentence: `can run it on ${backends.join(', else on ')}.` };
}
