// What broke, from the words it broke with: ONNX Runtime, the browser's GPU process and the engine throw plain errors
// whose message is all there is.
import { PhirstError } from '../../src/errors/phirst-error.ts';

/** The codes of a device that broke while it was used. */
export const DEVICE_FAULTS = ['device_failed', 'device_lost', 'device_out_of_memory', 'device_stalled', 'device_degenerate'] as const;
export type DeviceFault = (typeof DEVICE_FAULTS)[number];

/**
 * In lower case. Running out of GPU memory is seldom called so: a buffer that could not be made is "invalid" in the
 * first call that uses it.
 */
const OUT_OF_MEMORY = ['out of memory', 'out-of-memory', 'allocation failed', 'failed to allocate', 'invalid array length', 'bad_alloc', '[invalid buffer', 'memory access out of bounds', 'cannot grow memory'];
const LOST = ['device was lost', 'device is lost', 'device lost', 'was lost', 'device was destroyed', 'device_hung', 'device_removed', 'external instance reference no longer exists'];

/**
 * @example
 * faultOf('failed to call OrtRun(). Array buffer allocation failed'); // 'device_out_of_memory'
 * faultOf('mapAsync failed: Device was lost'); // 'device_lost'
 * faultOf('something else'); // 'device_failed'
 */
export function faultOf(message: string): DeviceFault {
  const words = message.toLowerCase();
  if (OUT_OF_MEMORY.some((sign) => words.includes(sign))) return 'device_out_of_memory';
  return LOST.some((sign) => words.includes(sign)) ? 'device_lost' : 'device_failed';
}

/** The fault an engine ended with; undefined where the conversation was at fault, or it isn't an engine's error. */
export function deviceFaultIn(error: unknown): DeviceFault | undefined {
  if (!PhirstError.isInstance(error) || error.param === 'messages') return undefined;
  return DEVICE_FAULTS.find((fault) => fault === error.code);
}
