// Can this device run this model? Said before anything is downloaded.
import type { DeviceModel } from '../../src/catalog/device-models.ts';
import type { DeviceCapability } from '../../client-sdk/device/capability.ts';
import { planAttempts } from '../../client-sdk/device/plan-attempts.ts';

export interface ModelVerdict {
  readonly canRun: boolean;
  readonly sentence: string;
}

const BACKEND_NAMES = { webgpu: 'its graphics processor (WebGPU)', wasm: 'its processor (WebAssembly)' } as const;

export function judgeModel(capability: DeviceCapability, model: DeviceModel): ModelVerdict {
  const { attempts, reasons } = planAttempts(capability, model);
  if (attempts.length === 0) return { canRun: false, sentence: reasons.map(({ message }) => message).join(' ') };
  const backends = [...new Set(attempts.map(({ backend }) => BACKEND_NAMES[backend]))];
  return { canRun: true, sentence: `can run it on ${backends.join(', else on ')}.` };
}
