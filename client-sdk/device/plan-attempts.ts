// Capability × model × policy → what to try, in order, and what speaks against the rest. Decided before a byte is downloaded.
import type { BackendVariant, DeviceModel } from '../../src/catalog/device-models.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { DeviceRefusal } from '../../src/policy/refuse-device.ts';
import type { DeviceCapability } from './capability.ts';
import { deviceReasons, type DeviceReason } from './device-reasons.ts';
import type { Backend } from './engine.ts';

/** One way to start the model. Each is tried in a worker of its own. */
export interface PlannedAttempt {
  readonly backend: 'webgpu' | 'wasm';
  readonly dtype: 'q4' | 'q4f16';
  readonly externalDataChunks: number;
  /** Make the GPU device without the `subgroups` feature: slower, and right on GPUs whose subgroup kernels are not. */
  readonly leaveOutSubgroups: boolean;
}

export interface DevicePlan {
  /** In order; empty where this device doesn't run this model. */
  readonly attempts: readonly PlannedAttempt[];
  /** What speaks against the model, or against one backend of it. */
  readonly reasons: readonly DeviceReason[];
}

export interface PlanOptions {
  /** Backends to try, in order. WebGPU, then wasm. */
  readonly backends?: readonly Backend[] | undefined;
  readonly allowSoftwareAdapter?: boolean | undefined;
  /** True when the weights are in the browser's cache already. */
  readonly isCached?: boolean | undefined;
  /** The policy's; the built-in policy's where it has none. */
  readonly refusals?: readonly DeviceRefusal[] | undefined;
}

/**
 * @example
 * const { attempts, reasons } = planAttempts(await probeCapability(), nano);
 * // attempts: [{ backend: 'webgpu', … }, { backend: 'webgpu', leaveOutSubgroups: true, … }, { backend: 'wasm', … }]
 */
export function planAttempts(
  capability: DeviceCapability,
  model: DeviceModel,
  { backends = ['webgpu', 'wasm'], allowSoftwareAdapter = false, isCached = false, refusals }: PlanOptions = {},
): DevicePlan {
  const judged = { capability, model, isCached, refusals: refusals ?? loadDefaultPolicy().device.refusals ?? [] };
  const reasons = [...deviceReasons(judged)];
  const gpuReason = whyNoGpu(capability, model, allowSoftwareAdapter);
  if (gpuReason !== undefined && backends.includes('webgpu')) reasons.push(gpuReason);
  if (reasons.some(({ backend }) => backend === undefined)) return { attempts: [], reasons };

  const attempts = backends.flatMap((backend) => {
    if (backend === 'scripted' || reasons.some((reason) => reason.backend === backend)) return [];
    const variant = model.backends[backend];
    if (variant === undefined) return [];
    return backend === 'webgpu' ? webGpuAttempts(capability, variant) : [attemptOn('wasm', variant.dtype, variant)];
  });
  if (attempts.length === 0 && reasons.length === 0) {
    reasons.push({ name: 'no-backend', message: `${model.label} can't run on ${backends.join(' or ') || 'no backend'}.` });
  }
  return { attempts, reasons };
}

/** Why there are no attempts, for a person: what is wrong with one backend doesn't matter where the model as a whole is out. */
export function refusalSentence({ reasons }: DevicePlan): string {
  const ofTheWhole = reasons.filter(({ backend }) => backend === undefined);
  return (ofTheWhole.length > 0 ? ofTheWhole : reasons).map(({ message }) => message).join(' ');
}

function webGpuAttempts({ webgpu }: DeviceCapability, variant: BackendVariant): readonly PlannedAttempt[] {
  const dtype = dtypeFor(webgpu.shaderF16, variant);
  if (dtype === undefined) return [];
  const exact: PlannedAttempt = { ...attemptOn('webgpu', dtype, variant), leaveOutSubgroups: true };
  // SwiftShader's subgroups are known to be wrong, without an error: not even tried.
  return webgpu.adapter === 'hardware' ? [{ ...exact, leaveOutSubgroups: false }, exact] : [exact];
}

function attemptOn(backend: 'webgpu' | 'wasm', dtype: 'q4' | 'q4f16', { externalDataChunks }: BackendVariant): PlannedAttempt {
  return { backend, dtype, externalDataChunks, leaveOutSubgroups: false };
}

/** A q4f16 model fails at its first run on a GPU without half precision. */
function dtypeFor(shaderF16: boolean, { dtype, dtypeWithoutF16 }: BackendVariant): 'q4' | 'q4f16' | undefined {
  return dtype === 'q4f16' && !shaderF16 ? dtypeWithoutF16 : dtype;
}

/** What this adapter can't do for this model, whatever the policy says. */
function whyNoGpu({ webgpu }: DeviceCapability, model: DeviceModel, allowSoftwareAdapter: boolean): DeviceReason | undefined {
  const variant = model.backends.webgpu;
  if (variant === undefined) return undefined;
  // Where wasm runs the model as well, it isn't the model that needs one.
  const subject = model.backends.wasm ? `${model.label} on WebGPU` : model.label;
  const reason = (name: string, message: string): DeviceReason => ({ name, message, backend: 'webgpu' });
  if (webgpu.adapter === 'none') return reason('no-webgpu', model.backends.wasm ? `${model.label} can't use WebGPU, which this browser doesn't offer on this device.` : `${model.label} needs WebGPU, which this browser doesn't offer on this device.`);
  if (webgpu.adapter === 'software' && !allowSoftwareAdapter) {
    return reason('software-adapter', `${subject} needs a graphics processor; WebGPU runs in software here.`);
  }
  const dtype = dtypeFor(webgpu.shaderF16, variant);
  if (dtype === undefined) {
    return reason('no-shader-f16', `${subject} needs half-precision shaders (shader-f16), which this graphics processor doesn't have.`);
  }
  const needed = variant.largestBufferBytes?.[dtype] ?? 0;
  const largest = Math.min(webgpu.maxBufferSize, webgpu.maxStorageBufferBindingSize);
  if (needed > largest) {
    const [wants, has] = [needed, largest].map((bytes) => `${Math.round(bytes / 1e6)} MB`);
    return reason('buffer-too-small', `${subject} needs a GPU buffer of ${wants}; this graphics processor offers ${has}.`);
  }
  return undefined;
}
