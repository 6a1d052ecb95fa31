import { expect, it, test } from 'vitest';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { deviceFaultIn, faultOf } from './device-fault.ts';

// The messages are those reported for transformers.js and ONNX Runtime, and those Chromium gave here.
test.each([
  ['RangeError: Array buffer allocation failed', 'device_out_of_memory'],
  ['Uncaught RangeError: Invalid array length', 'device_out_of_memory'],
  ['failed to call OrtRun(). ERROR_CODE: 6, ERROR_MESSAGE: std::bad_alloc', 'device_out_of_memory'],
  ['failed to call OrtRun(). ERROR_CODE: 1, ERROR_MESSAGE: Failed to allocate memory for requested buffer of size 1', 'device_out_of_memory'],
  ['The graphics processor reported an error: [Invalid Buffer (unlabeled)] is invalid due to a previous error.', 'device_out_of_memory'],
  ['The graphics processor ran out of memory: Not enough memory left.', 'device_out_of_memory'],
  ['WebAssembly.Memory.grow(): Out of memory', 'device_out_of_memory'],
  ['The graphics processor was lost (destroyed): Device was destroyed.', 'device_lost'],
  ['failed to call OrtRun(). Failed to execute mapAsync on GPUBuffer: Device was lost', 'device_lost'],
  ['DXGI_ERROR_DEVICE_HUNG (0x887A0006)', 'device_lost'],
  ['The device worker failed: its script could not be loaded.', 'device_failed'],
])('%s is %s', (message, fault) => {
  expect(faultOf(message)).toBe(fault);
});

it('tells a device that broke from a conversation that was too long', () => {
  expect(deviceFaultIn(new PhirstError('device_lost', 'Lost.'))).toBe('device_lost');
  expect(deviceFaultIn(new PhirstError('device_failed', 'Too long.', { param: 'messages' }))).toBeUndefined();
  expect(deviceFaultIn(new PhirstError('aborted', 'Stopped.'))).toBeUndefined();
  expect(deviceFaultIn(new TypeError('No.'))).toBeUndefined();
});
