// npm run certify: whatever fails between a caller and a hosted model, the answer completes or ends in exactly one typed error.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { inProject } from '../../scripts/project-paths.ts';
import { certifyExhaustively, type CaseResult } from './exhaustive.ts';
import { certifyForReal } from './real.ts';
import { reportOf } from './report.ts';

const help = `npm run certify -- [options]

Plays every fault a hosted model, a network or a caller can commit against the router and the SDK, and holds them to what
must be true of every answer. In process on a virtual clock, then over real sockets into the built router in workerd.
Writes docs/results/certification.md; ends with 1 when anything is broken.

  --quick   In process only, every 23rd byte of the cuts, and no report: what \`npm test\` runs
  --help    This text
`;

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const SHOWN_BROKEN = 40;
const results: CaseResult[] = [];
let brokenCount = 0;
const began = performance.now();

function hear(result: CaseResult): void {
  results.push(result);
  if (result.violations.length > 0 && ++brokenCount <= SHOWN_BROKEN) {
    process.stdout.write(`BROKEN  ${result.subject}, ${result.group}, ${result.fault}: ${result.violations.join('; ').slice(0, 400)}\n`);
  }
  if (process.stderr.isTTY && results.length % 500 === 0) process.stderr.write(`\r${results.length} cases …`);
}

await certifyExhaustively({ cutStride: values.quick ? 23 : 1, onResult: hear });
if (!values.quick) await certifyForReal(hear);

const seconds = (performance.now() - began) / 1000;
if (!values.quick) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: inProject('.'), encoding: 'utf8' }).trim();
  writeFileSync(inProject('docs/results/certification.md'), reportOf({ results, command: 'npm run certify', commit, seconds }));
}
process.stdout.write(`${results.length} cases, ${brokenCount} broken, in ${seconds.toFixed(0)} s\n`);
process.exit(brokenCount > 0 ? 1 : 0);
