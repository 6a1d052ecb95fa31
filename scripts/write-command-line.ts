// npm run docs:commands: docs/command-line.md, from the commands themselves.
import { writeFileSync } from 'node:fs';
import { commandLineReference } from './docs/command-line-reference.ts';
import { inProject } from './project-paths.ts';

writeFileSync(inProject('docs/command-line.md'), await commandLineReference());
