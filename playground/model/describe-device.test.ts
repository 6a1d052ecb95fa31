import { expect, test } from 'vitest';
import type { DeviceReport } from '../../client-sdk/device/device-session.ts';
import { describeDevice } from './describe-device.ts';
import type { DeviceLoad } from './device-load.ts';

const LOADED = { backend: 'wasm', dtype: 'q4', decodeTokensPerSecond: 92.4 } as const;
const ready: DeviceLoad = { kind: 'ready', loaded: LOADED };
const reportOf = (change: Partial<DeviceReport>): DeviceReport => ({
  status: 'ready',
  model: 'phi-3-nano',
  loaded: LOADED,
  wasRestarted: false,
  questions: 0,
  ...change,
});

test('a model that is ready says on what it runs and how fast', () => {
  expect(describeDevice(ready, reportOf({}))).toEqual({ kind: 'ready', words: 'ready · wasm · 92 tokens/s' });
});

test.each([
  ['reloading', 'loading', 'starting again'],
  ['unloaded', 'resting', 'resting'],
  ['failed', 'failed', 'hosted for this session'],
  ['not_ready', 'idle', 'not loaded'],
] as const)('a model that was loaded and is %s now says so, and what follows', (status, kind, words) => {
  const inWords = describeDevice(ready, reportOf({ status, lastFault: { code: 'device_lost', message: 'The GPU is gone.' } }));
  expect(inWords).toMatchObject({ kind, words });
  expect(inWords.sentence).toMatch(/\.$/);
});

test('a device given up for the session says what it broke of', () => {
  const report = reportOf({ status: 'failed', lastFault: { code: 'device_lost', message: 'The GPU is gone.' } });
  expect(describeDevice(ready, report).sentence).toContain('The GPU is gone.');
});

test('on its way it tells the phase and the share of it', () => {
  const progress = { phase: 'downloading', ratio: 0.42, loadedBytes: 42, totalBytes: 100 } as const;
  expect(describeDevice({ kind: 'loading', progress }, reportOf({ status: 'not_ready' })).words).toBe('downloading 42%');
});
