// When a device is refused a model: a condition over its browser, its machine and the download, as data.
import * as v from 'valibot';
import { COUNT, numberTest, SHARE, test } from './condition-test.ts';
import { BROWSERS, EFFECTIVE_TYPES, OPERATING_SYSTEMS } from './device-words.ts';

const fields = {
  browser: v.optional(v.pipe(test(v.picklist(BROWSERS)), v.description('Every browser on iOS is safari.'))),
  browserVersion: v.optional(v.pipe(numberTest(COUNT), v.description('Major version; unknown never matches.'))),
  operatingSystem: v.optional(v.pipe(test(v.picklist(OPERATING_SYSTEMS)), v.description('iPads are ios.'))),
  gpuVendor: v.optional(v.pipe(test(v.string()), v.description('Lower case, as WebGPU names it: apple, intel, nvidia, amd.'))),
  gpuArchitecture: v.optional(v.pipe(test(v.string()), v.description('Lower case, as WebGPU names it: gen-12lp, turing.'))),
  deviceMemoryGb: v.optional(v.pipe(numberTest(COUNT), v.description('As the browser tells it; unknown never matches.'))),
  batteryLevel: v.optional(v.pipe(numberTest(SHARE), v.description('0 to 1; unknown, or charging, never matches.'))),
  saveData: v.optional(v.pipe(v.boolean(), v.description('The person asked for little data use.'))),
  effectiveType: v.optional(v.pipe(test(v.picklist(EFFECTIVE_TYPES)), v.description('How fast the connection feels; unknown outside Chromium.'))),
  isMetered: v.optional(v.pipe(v.boolean(), v.description('A mobile connection, or one marked as metered; unknown never matches.'))),
  isCached: v.optional(v.pipe(v.boolean(), v.description('The weights are on this device already.'))),
  downloadMegabytes: v.optional(v.pipe(numberTest(COUNT), v.description('Size of the model.'))),
  memoryMegabytes: v.optional(v.pipe(numberTest(COUNT), v.description('Memory the model takes.'))),
} satisfies Record<string, v.GenericSchema>;

/** All named tests must hold. */
export const DeviceConditionSchema = v.strictObject(fields);
export type DeviceCondition = v.InferOutput<typeof DeviceConditionSchema>;
