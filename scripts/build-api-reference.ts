// npm run docs:api: the reference of every entry of the package. With --check it only says whether it is up to date.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { declarationEntries, publishedDeclarations } from './build/published-declarations.ts';
import { readExports } from './docs/read-exports.ts';
import { writeReference } from './docs/write-reference.ts';
import { inProject } from './project-paths.ts';

const folder = 'docs/api';

if (!existsSync(inProject('dist/types'))) fail('dist/types is missing: run `npm run build` first.');

const files = publishedDeclarations('dist/types');
const pages = [...declarationEntries()].map(([entry, file]) => ({
  path: `${folder}/${entry.replaceAll('/', '-')}.md`,
  ...writeReference(entry, readExports(files, file)),
}));

const gaps = pages.flatMap((page) => page.gaps);
if (gaps.length > 0) fail(`What is exported has to be explained:\n${gaps.map((gap) => `  ${gap}`).join('\n')}`);

const stale = pages.filter(({ path, markdown }) => !existsSync(inProject(path)) || readFileSync(inProject(path), 'utf8') !== markdown);
const wanted = new Set(pages.map(({ path }) => path));
const present = existsSync(inProject(folder)) ? readdirSync(inProject(folder)).map((name) => `${folder}/${name}`) : [];
const orphans = present.filter((path) => !wanted.has(path));
const changed = [...stale.map(({ path }) => path), ...orphans];

if (process.argv.includes('--check')) {
  if (changed.length > 0) fail(`Not as the docstrings say: ${changed.join(', ')}. Run \`npm run build && npm run docs:api\`.`);
} else {
  mkdirSync(inProject(folder), { recursive: true });
  for (const { path, markdown } of stale) writeFileSync(inProject(path), markdown);
  for (const path of orphans) rmSync(inProject(path));
}
process.stdout.write(changed.length > 0 ? `Wrote ${changed.join(', ')}.\n` : 'The API reference is up to date.\n');

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
