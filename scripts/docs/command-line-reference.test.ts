import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '../project-paths.ts';
import { commandLineReference } from './command-line-reference.ts';

const reference = await commandLineReference();

it('docs/command-line.md is what the commands say of themselves: `npm run docs:commands` writes it', () => {
  expect(readFileSync(inProject('docs/command-line.md'), 'utf8')).toBe(reference);
});

it('every command says in words what it does and shows an example, and every argument and option what it is for', () => {
  for (const section of reference.split('\n## ').slice(1)) {
    const [name = ''] = section.split('\n');
    expect(section, name).toMatch(/^phirst [^\n]+\n\n[A-Z][^\n]+\.\n/);
    expect(section, name).toMatch(new RegExp(`\\$ (cat .+ \\| |git .+ \\| |npx )?${name}\\b[^]*\\$ (cat .+ \\| |git .+ \\| |npx )?${name}\\b`));
    expect(section, name).not.toMatch(/^\| `[^`]+` \| \|$/m);
  }
});
