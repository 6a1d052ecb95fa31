import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import { expect, it } from 'vitest';
import { inProject } from '../../scripts/project-paths.ts';

/** Files that read messages; an artefact's header is none. */
const filesOf = (folder: string) => readdirSync(inProject(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'gain-artefact.ts').map((name) => `${folder}/${name}`);

function regularExpressions(file: string, source: string): string[] {
  const found: string[] = [];
  JSON.stringify(parseSync(file, source).program, (_, node: unknown) => {
    if (node === null || typeof node !== 'object') return node;
    if ('regex' in node || ('type' in node && node.type === 'Identifier' && 'name' in node && node.name === 'RegExp')) found.push(file);
    return node;
  });
  return found;
}

it('reads messages without a regular expression, which a text can make as slow as it likes', () => {
  const files = ['src/query', 'src/gain'].flatMap(filesOf);
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((file) => regularExpressions(file, readFileSync(inProject(file), 'utf8')))).toEqual([]);
  expect(regularExpressions('probe.ts', 'const one = /a+/.test(text); const other = new RegExp("b");')).toHaveLength(2);
});
