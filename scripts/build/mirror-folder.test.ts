import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mirrorFolder } from './mirror-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phirst-mirror-'));
  mkdirSync(join(folder, 'source/onnx'), { recursive: true });
  writeFileSync(join(folder, 'source/config.json'), '{}');
  writeFileSync(join(folder, 'source/onnx/model.onnx'), 'weights');
  writeFileSync(join(folder, 'source/README.md'), 'for people');
});
afterEach(() => rmSync(folder, { recursive: true }));

const mirror = () => mirrorFolder(join(folder, 'source'), join(folder, 'target'), (path) => !path.endsWith('.md'));

test('the target holds what is wanted, and nothing that has gone', () => {
  mirror();
  const found = new Set(readdirSync(join(folder, 'target'), { recursive: true, encoding: 'utf8' }));
  expect(found).toEqual(new Set(['config.json', 'onnx', 'onnx/model.onnx']));
  rmSync(join(folder, 'source/config.json'));
  mirror();
  expect(readdirSync(join(folder, 'target'))).toEqual(['onnx']);
});

test('a changed file arrives, an unchanged one is left alone', () => {
  mirror();
  const before = statSync(join(folder, 'target/onnx/model.onnx')).ctimeMs;
  rmSync(join(folder, 'source/config.json'));
  writeFileSync(join(folder, 'source/config.json'), '{"new":1}');
  mirror();
  expect(readFileSync(join(folder, 'target/config.json'), 'utf8')).toBe('{"new":1}');
  expect(statSync(join(folder, 'target/onnx/model.onnx')).ctimeMs).toBe(before);
});
