// Can this device run the model, and what would it cost to download? The answer an app needs before it shows a button.
import type { DeviceModel } from '../../src/catalog/device-models.ts';
import type { DeviceRefusal } from '../../src/policy/refuse-device.ts';
import { probeCapability, type DeviceCapability } from './capability.ts';
import type { DeviceReason } from './device-reasons.ts';
import type { Backend } from './engine.ts';
import { isModelCached } from './is-model-cached.ts';
import { planAttempts } from './plan-attempts.ts';

/** What prepare() would do on this device; nothing was downloaded to find out. */
export interface DeviceVerdict {
  readonly verdict: 'can_run' | 'refused';
  readonly model: string;
  /** What would be tried first; undefined where the device is refused. */
  readonly backend: 'webgpu' | 'wasm' | undefined;
  readonly dtype: 'q4' | 'q4f16' | undefined;
  /** The size of the model's files, whether they are here or not. */
  readonly downloadBytes: number;
  /** The weights are on this device already: prepare() downloads next to nothing. */
  readonly isCached: boolean;
  /** What speaks against the model; where it can run, against the backends it won't run on. */
  readonly reasons: readonly DeviceReason[];
  /** What the verdict was drawn from. */
  readonly capability: DeviceCapability;
}

export interface JudgeOptions {
  readonly model: DeviceModel;
  /** Where shipped models are served; relative to the page. */
  readonly modelsUrl: string;
  readonly refusals: readonly DeviceRefusal[] | undefined;
  readonly backends?: readonly Backend[] | undefined;
  readonly allowSoftwareAdapter?: boolean | undefined;
  /** Replaced in tests. */
  readonly probe?: (() => Promise<DeviceCapability>) | undefined;
}

/** Never rejects: what can't be read is taken as absent. */
export async function judgeDevice(options: JudgeOptions): Promise<DeviceVerdict> {
  const { model, modelsUrl, refusals, backends, allowSoftwareAdapter, probe = probeCapability } = options;
  const [capability, isCached] = await Promise.all([probe(), isModelCached(model, modelsUrl)]);
  const { attempts, reasons } = planAttempts(capability, model, { backends, allowSoftwareAdapter, isCached, refusals });
  const first = attempts[0];
  return {
    verdict: first === undefined ? 'refused' : 'can_run',
    model: model.id,
    backend: first?.backend,
    dtype: first?.dtype,
    downloadBytes: model.downloadBytes,
    isCached,
    reasons,
    capability,
  };
}
