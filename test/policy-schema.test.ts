// The published JSON Schema is what editors show: everything in it says what it is.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../scripts/project-paths.ts';

type Node = { readonly [key: string]: unknown };

function* properties(node: unknown, path: string): Generator<readonly [string, Node]> {
  if (Array.isArray(node)) for (const item of node) yield* properties(item, path);
  else if (typeof node === 'object' && node !== null) {
    for (const [name, property] of Object.entries((node as { properties?: Node }).properties ?? {})) yield [`${path}.${name}`, property as Node];
    for (const [name, part] of Object.entries(node)) yield* properties(part, name === 'properties' ? path : `${path}/${name}`);
  }
}

it.each([
  ['policy', 100],
  ['experiment', 30],
])('every property of a %s has a description', (name, least) => {
  const all = [...properties(JSON.parse(readFileSync(inProject(`policies/${name}.schema.json`), 'utf8')), '')];
  expect(all.length).toBeGreaterThan(least);
  expect(all.filter(([, property]) => typeof property['description'] !== 'string' || property['description'].length < 8).map(([path]) => path)).toEqual([]);
});
