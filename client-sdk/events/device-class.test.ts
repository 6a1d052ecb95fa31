import { expect, it } from 'vitest';
import { deviceClass } from './device-class.ts';

it('tells hand-held devices from others, and what runs the model', () => {
  expect(deviceClass('webgpu', { userAgentData: { mobile: true } })).toBe('mobile-webgpu');
  expect(deviceClass('wasm', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0)' })).toBe('desktop-wasm');
  expect(deviceClass(undefined, { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Mobile/15E148' })).toBe('mobile-none');
  expect(deviceClass(undefined, { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15)', maxTouchPoints: 5 })).toBe('mobile-none');
  expect(deviceClass(undefined, { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15)', maxTouchPoints: 0 })).toBe('desktop-none');
});
