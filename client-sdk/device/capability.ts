// What this browser and this machine offer, read before anything is downloaded. Plain data, so that it can be shown and sent.
import { probeAdapter, type WebGpuCapability } from './probe-adapter.ts';

export interface DeviceCapability {
  readonly webgpu: WebGpuCapability;
  /** RAM in gigabytes as the browser tells it: rounded and capped, undefined in Firefox and Safari. */
  readonly deviceMemoryGb?: number | undefined;
  readonly isIos: boolean;
  /** The person asked for little data use. */
  readonly saveData: boolean;
  readonly storageQuotaBytes?: number | undefined;
  readonly storageUsageBytes?: number | undefined;
  /** 0 to 1; undefined while charging and where the browser doesn't tell. */
  readonly batteryLevel?: number | undefined;
  readonly isOnline: boolean;
  /** WebAssembly can wait for promises by itself: ONNX Runtime's smaller WebGPU build runs. */
  readonly hasJspi: boolean;
}

/** The parts of `navigator` that are read; some are not in every browser, and not in TypeScript's DOM library. */
export interface ProbedNavigator {
  readonly gpu?: Pick<GPU, 'requestAdapter'> | undefined;
  readonly deviceMemory?: number | undefined;
  readonly userAgent?: string | undefined;
  readonly maxTouchPoints?: number | undefined;
  readonly onLine?: boolean | undefined;
  readonly connection?: { readonly saveData?: boolean | undefined } | undefined;
  readonly storage?: Pick<StorageManager, 'estimate'> | undefined;
  readonly getBattery?: (() => Promise<{ readonly charging: boolean; readonly level: number }>) | undefined;
}

/**
 * Reads the device's capability. Never throws and downloads nothing: what can't be read is taken as absent.
 *
 * @example
 * const capability = await probeCapability();
 * if (capability.webgpu.adapter === 'hardware') offerTheLargeModel();
 */
export async function probeCapability({
  navigator = globalThis.navigator,
}: { navigator?: ProbedNavigator | undefined } = {}): Promise<DeviceCapability> {
  const [webgpu, storage, battery] = await Promise.all([
    probeAdapter(navigator?.gpu),
    attempt(() => navigator?.storage?.estimate()),
    attempt(() => navigator?.getBattery?.()),
  ]);
  return {
    webgpu,
    deviceMemoryGb: navigator?.deviceMemory,
    isIos: isIos(navigator),
    saveData: navigator?.connection?.saveData === true,
    storageQuotaBytes: storage?.quota,
    storageUsageBytes: storage?.usage,
    batteryLevel: battery === undefined || battery.charging ? undefined : battery.level,
    isOnline: navigator?.onLine !== false,
    hasJspi: typeof WebAssembly === 'object' && 'Suspending' in WebAssembly,
  };
}

function isIos(navigator: ProbedNavigator | undefined): boolean {
  const userAgent = navigator?.userAgent ?? '';
  const isNamed = ['iPhone', 'iPad', 'iPod'].some((name) => userAgent.includes(name));
  // An iPad asks for desktop pages by calling itself a Mac; no Mac has a touch screen.
  return isNamed || (userAgent.includes('Macintosh') && (navigator?.maxTouchPoints ?? 0) > 1);
}

async function attempt<Value>(read: () => Promise<Value> | undefined): Promise<Value | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}
