// What this device makes of a model, said before anything is downloaded.
import type { DeviceVerdict } from '../../client-sdk/device/judge-device.ts';

export interface VerdictInWords {
  readonly canRun: boolean;
  readonly sentence: string;
  /** What speaks against the model; where it can run, against a faster way to run it. */
  readonly reasons: readonly string[];
}

const BACKENDS = { webgpu: 'its graphics processor (WebGPU)', wasm: 'its processor (WebAssembly)' } as const;

/** What the SDK says of a backend reads as if it spoke of the model, which runs all the same. */
const WITHOUT_WEBGPU: Readonly<Record<string, string>> = {
  'no-webgpu': 'WebGPU would be faster; this browser doesn’t offer it on this device.',
  'software-adapter': 'WebGPU would be faster on a graphics processor; here it runs in software.',
};

/** @example describeVerdict(verdict).sentence // 'can run it on its graphics processor (WebGPU), as q4f16.' */
export function describeVerdict({ verdict, backend, dtype, reasons }: DeviceVerdict): VerdictInWords {
  if (verdict === 'refused' || backend === undefined) {
    // What is wrong with one backend doesn't matter where the model as a whole is out.
    const ofTheWhole = reasons.filter((reason) => reason.backend === undefined);
    return { canRun: false, sentence: 'can’t run it.', reasons: sentences(ofTheWhole.length > 0 ? ofTheWhole : reasons) };
  }
  return { canRun: true, sentence: `can run it on ${BACKENDS[backend]}, as ${dtype}.`, reasons: [...new Set(reasons.map(withoutBackend))] };
}

function withoutBackend({ name, message }: DeviceVerdict['reasons'][number]): string {
  return WITHOUT_WEBGPU[name] ?? message;
}

function sentences(reasons: DeviceVerdict['reasons']): readonly string[] {
  return [...new Set(reasons.map(({ message }) => message))];
}
