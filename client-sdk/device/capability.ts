// What this browser and this machine offer, read before anything is downloaded. Plain data, so that it can be shown and sent.
import type { DeviceFacts } from '../../src/policy/refuse-device.ts';
import { identifyBrowser, type BrowserHints, type BrowserIdentity } from './identify-browser.ts';
import { probeAdapter, type WebGpuCapability } from './probe-adapter.ts';

/** What a browser and its machine offer. What isn’t told is absent. */
export interface DeviceCapability extends BrowserIdentity {
  readonly webgpu: WebGpuCapability;
  /** RAM in gigabytes as the browser tells it: rounded and capped, undefined in Firefox and Safari. */
  readonly deviceMemoryGb?: number | undefined;
  /** The person asked for little data use. */
  readonly saveData: boolean;
  /** How fast the connection feels; undefined outside Chromium. */
  readonly effectiveType?: DeviceFacts['effectiveType'];
  /** A mobile connection, or one marked as metered; undefined where the browser doesn't tell. */
  readonly isMetered?: boolean | undefined;
  readonly storageQuotaBytes?: number | undefined;
  readonly storageUsageBytes?: number | undefined;
  /** 0 to 1; undefined while charging and where the browser doesn't tell. */
  readonly batteryLevel?: number | undefined;
  readonly isOnline: boolean;
  /** WebAssembly can wait for promises by itself: ONNX Runtime's smaller WebGPU build runs. */
  readonly hasJspi: boolean;
}

/** The parts of `navigator` that are read; some are not in every browser, and not in TypeScript's DOM library. */
export interface ProbedNavigator extends BrowserHints {
  readonly gpu?: Pick<GPU, 'requestAdapter'> | undefined;
  readonly deviceMemory?: number | undefined;
  readonly onLine?: boolean | undefined;
  readonly connection?: ProbedConnection | undefined;
  readonly storage?: Pick<StorageManager, 'estimate'> | undefined;
  readonly getBattery?: (() => Promise<{ readonly charging: boolean; readonly level: number }>) | undefined;
}

interface ProbedConnection {
  readonly saveData?: boolean | undefined;
  readonly effectiveType?: string | undefined;
  /** Only where the system tells: Android, ChromeOS. */
  readonly type?: string | undefined;
  readonly metered?: boolean | undefined;
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
    ...identifyBrowser(navigator ?? {}),
    saveData: navigator?.connection?.saveData === true,
    effectiveType: navigator?.connection?.effectiveType as DeviceFacts['effectiveType'],
    isMetered: isMetered(navigator?.connection),
    storageQuotaBytes: storage?.quota,
    storageUsageBytes: storage?.usage,
    batteryLevel: battery === undefined || battery.charging ? undefined : battery.level,
    isOnline: navigator?.onLine !== false,
    hasJspi: typeof WebAssembly === 'object' && 'Suspending' in WebAssembly,
  };
}

function isMetered(connection: ProbedConnection | undefined): boolean | undefined {
  if (connection?.metered !== undefined) return connection.metered;
  return connection?.type === undefined ? undefined : connection.type === 'cellular';
}

async function attempt<Value>(read: () => Promise<Value> | undefined): Promise<Value | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}
