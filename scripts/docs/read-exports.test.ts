import { expect, test } from 'vitest';
import { readExports } from './read-exports.ts';
import { writeReference } from './write-reference.ts';

const files = new Map([
  ['index.d.ts', "export { add, type Sum } from './add.ts';\nexport type { Word } from './words.ts';\n"],
  ['add.d.ts', '/**\n * Adds.\n *\n * @example\n * add(1, 2); // 3\n */\nexport declare function add(left: number, right: number): Sum;\nexport interface Sum { readonly value: number }\n'],
  ['words.d.ts', "declare const WORDS: { readonly yes: 'Yes.' };\n/** A word. */\nexport type Word = keyof typeof WORDS;\nexport {};\n"],
]);

test('each export comes with its declaration, its docstring, and the constant its type is taken from', () => {
  const [add, sum, word] = readExports(files, 'index.d.ts');
  expect(add).toMatchObject({ name: 'add', kind: 'function', declaration: 'function add(left: number, right: number): Sum;', doc: { description: 'Adds.', examples: ['add(1, 2); // 3'] } });
  expect(sum).toMatchObject({ name: 'Sum', kind: 'type', doc: undefined });
  expect(word).toMatchObject({ name: 'Word', basis: "const WORDS: { readonly yes: 'Yes.' };" });
});

test('what has no docstring is a gap, and a function without an example is one', () => {
  expect(writeReference('adder', readExports(files, 'index.d.ts')).gaps).toEqual(['Sum of adder has no docstring.']);
  const bare = new Map([['index.d.ts', '/** Adds. */\nexport declare function add(): void;\n']]);
  expect(writeReference('adder', readExports(bare, 'index.d.ts')).gaps).toEqual(['The docstring of add of adder has no @example.']);
});

test('a page shows the call first and links the types it uses', () => {
  const { markdown } = writeReference('adder', readExports(files, 'index.d.ts'));
  expect(markdown).toContain("import { add } from 'adder';");
  expect(markdown).toContain('Uses [`Sum`](#sum).');
});
