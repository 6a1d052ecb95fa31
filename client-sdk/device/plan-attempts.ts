// Capability × model → what to try, in order, or why not to begin. Decided before a byte is downloaded.
import type { BackendVariant, DeviceModel } from '../../src/catalog/device-models.ts';
import { err, ok, type Result } from '../../src/result.ts';
import type { DeviceCapability } from './capability.ts';
import type { Backend } from './engine.ts';
import { refuseDevice } from './refuse-device.ts';

/** One way to start the model. Each is tried in a worker of its own. */
export interface PlannedAttempt {
  readonly backend: 'webgpu' | 'wasm';
  readonly dtype: 'q4' | 'q4f16';
  readonly externalDataChunks: number;
  /** Make the GPU device without the `subgroups` feature: slower, and right on GPUs whose subgroup kernels are not. */
  readonly leaveOutSubgroups: boolean;
}

export interface PlanOptions {
  /** Backends to try, in order. WebGPU, then wasm. */
  readonly backends?: readonly Backend[] | undefined;
  readonly allowSoftwareAdapter?: boolean | undefined;
  /** True when the weights are in the browser's cache already. */
  readonly isCached?: boolean | undefined;
}

/**
 * @returns the attempts, at least one; or a sentence for a person that says why this device doesn't run this model.
 *
 * @example
 * const plan = planAttempts(await probeCapability(), nano);
 * // { ok: true, value: [{ backend: 'webgpu', … }, { backend: 'webgpu', leaveOutSubgroups: true, … }, { backend: 'wasm', … }] }
 */
export function planAttempts(
  capability: DeviceCapability,
  model: DeviceModel,
  { backends = ['webgpu', 'wasm'], allowSoftwareAdapter = false, isCached = false }: PlanOptions = {},
): Result<readonly PlannedAttempt[], string> {
  const refusal = refuseDevice(capability, model, isCached);
  if (refusal !== undefined) return err(refusal);
  const attempts = backends.flatMap((backend) => {
    if (backend === 'webgpu') return webGpuAttempts(capability, model.backends.webgpu, allowSoftwareAdapter);
    if (backend === 'wasm') return wasmAttempts(model.backends.wasm);
    return [];
  });
  return attempts.length > 0 ? ok(attempts) : err(whyNoBackend(capability, model, backends));
}

function webGpuAttempts(
  { webgpu }: DeviceCapability,
  variant: BackendVariant | undefined,
  allowSoftwareAdapter: boolean,
): readonly PlannedAttempt[] {
  if (variant === undefined || webgpu.adapter === 'none') return [];
  const dtype = dtypeFor(webgpu.shaderF16, variant);
  if (dtype === undefined) return [];
  const exact: PlannedAttempt = {
    backend: 'webgpu',
    dtype,
    externalDataChunks: variant.externalDataChunks,
    leaveOutSubgroups: true,
  };
  if (webgpu.adapter === 'hardware') return [{ ...exact, leaveOutSubgroups: false }, exact];
  // SwiftShader's subgroups are known to be wrong, without an error: not even tried.
  return allowSoftwareAdapter ? [exact] : [];
}

function dtypeFor(shaderF16: boolean, { dtype, dtypeWithoutF16 }: BackendVariant): 'q4' | 'q4f16' | undefined {
  return dtype === 'q4f16' && !shaderF16 ? dtypeWithoutF16 : dtype;
}

function wasmAttempts(variant: BackendVariant | undefined): readonly PlannedAttempt[] {
  if (variant === undefined) return [];
  const { dtype, externalDataChunks } = variant;
  return [{ backend: 'wasm', dtype, externalDataChunks, leaveOutSubgroups: false }];
}

function whyNoBackend({ webgpu }: DeviceCapability, model: DeviceModel, backends: readonly Backend[]): string {
  const variant = model.backends.webgpu;
  if (variant === undefined || !backends.includes('webgpu')) {
    return `${model.label} can't run on ${backends.join(' or ') || 'no backend'}.`;
  }
  if (webgpu.adapter === 'none') return `${model.label} needs WebGPU, which this browser doesn't offer on this device.`;
  if (webgpu.adapter === 'software') {
    return `${model.label} needs a graphics processor; WebGPU runs in software here.`;
  }
  return `${model.label} needs half-precision shaders (shader-f16), which this graphics processor doesn't have.`;
}
