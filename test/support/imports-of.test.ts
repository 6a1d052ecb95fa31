import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf } from './imports-of.ts';

test('every way of naming a module counts, and what only looks like one does not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'phirst-imports-'));
  const file = join(folder, 'example.ts');
  writeFileSync(
    file,
    `
    import value from './value.ts';
    import type { Only } from './only-a-type.ts';
    import './effect.ts';
    export { one } from './exported.ts';
    export * from './everything.ts';
    export type { Two } from './exported-type.ts';
    const lazy = () => import('./lazy.ts');
    let typed: import('./inline-type.ts').Three;
    // import './comment.ts';
    const text = "import './string.ts'";
    `,
  );
  const names = ['value', 'only-a-type', 'effect', 'exported', 'everything', 'exported-type', 'lazy', 'inline-type'];
  expect(importsOf(file)).toEqual(names.map((name) => `./${name}.ts`));
  rmSync(folder, { recursive: true });
});
