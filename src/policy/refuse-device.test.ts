import { describe, expect, test } from 'vitest';
import { loadDefaultPolicy } from './load-default-policy.ts';
import { findRefusals, type DeviceFacts } from './refuse-device.ts';

const desktop: DeviceFacts = {
  browser: 'chrome',
  browserVersion: 142,
  operatingSystem: 'windows',
  deviceMemoryGb: 16,
  saveData: false,
  isCached: false,
  downloadMegabytes: 2300,
  memoryMegabytes: 3500,
};

const namesFor = (facts: Partial<DeviceFacts>) =>
  findRefusals({ ...desktop, ...facts }, loadDefaultPolicy().device.refusals ?? []).map(({ name }) => name);

describe('the built-in refusals', () => {
  test.each([
    ['a desktop', {}, []],
    ['an iPhone', { browser: 'safari', operatingSystem: 'ios' }, ['ios-large-models']],
    ['an iPhone of today', { browser: 'safari', browserVersion: 26, operatingSystem: 'ios' }, ['ios-large-models']],
    ['an iPhone with a small model', { browser: 'safari', browserVersion: 26, operatingSystem: 'ios', downloadMegabytes: 2, memoryMegabytes: 60 }, []],
    ['4 GB of memory', { deviceMemoryGb: 4 }, ['large-models-want-8-gb']],
    ['exactly 8 GB of memory', { deviceMemoryGb: 8 }, []],
    ['memory the browser hides', { deviceMemoryGb: undefined }, []],
    ['Save-Data', { saveData: true }, ['save-data']],
    ['Save-Data with the weights here', { saveData: true, isCached: true }, []],
    ['Safari 18', { browser: 'safari', browserVersion: 18, operatingSystem: 'macos' }, ['safari-before-26']],
    ['Safari 26', { browser: 'safari', browserVersion: 26, operatingSystem: 'macos' }, []],
    ['Safari of an unknown version', { browser: 'safari', browserVersion: undefined, operatingSystem: 'macos' }, []],
  ] as const)('for %s', (_device, facts, names) => {
    expect(namesFor(facts)).toEqual(names);
  });
});

test('a refusal may ask about the connection and the graphics processor', () => {
  const refusals = [
    { name: 'slow', when: { effectiveType: { $in: ['slow-2g', '2g'] } }, because: 'Slow.' },
    { name: 'metered', when: { isMetered: true }, because: 'Metered.' },
    { name: 'old-intel', when: { gpuVendor: 'intel', gpuArchitecture: 'gen-9' }, backend: 'webgpu', because: 'Wrong numbers.' },
  ] as const;
  const find = (facts: Partial<DeviceFacts>) => findRefusals({ ...desktop, ...facts }, refusals as never).map(({ name }) => name);
  expect(find({})).toEqual([]);
  expect(find({ effectiveType: '2g', isMetered: true })).toEqual(['slow', 'metered']);
  expect(find({ gpuVendor: 'intel', gpuArchitecture: 'gen-9' })).toEqual(['old-intel']);
});
