import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseManifest } from '../../client-sdk/device/files/file-manifest.ts';
import { inProject } from '../project-paths.ts';
import { listModelFiles, writeManifest } from './write-manifest.ts';

const folder = inProject('models/phi-3-nano');

test("the shipped model's manifest is that of its files: after a change run `npm run manifest:build`", () => {
  expect(readFileSync(`${folder}/manifest.json`, 'utf8')).toBe(writeManifest(folder, listModelFiles(folder)));
});

test('a manifest names what a browser asks for, and the device can read it', () => {
  const manifest = parseManifest(JSON.parse(writeManifest(folder, listModelFiles(folder))));
  expect(Object.keys(manifest ?? {})).toEqual(['calibration.json', 'canary.json', 'config.json', 'generation_config.json', 'onnx/model_q4.onnx', 'tokenizer.json', 'tokenizer_config.json']);
});
