// npm run bench:homes: do Node, workerd and Chromium decide the same, to the last bit of every number, on cases nobody thought of?
import { parseArgs } from 'node:util';
import { runGenerated, type GeneratedReport } from '../../test/golden/generated/run-generated.ts';
import { printResult } from '../report/print-result.ts';
import { inChromium } from '../runtimes/in-chromium.ts';
import { serveWorkerd } from '../runtimes/serve-workerd.ts';

const HELP = `npm run bench:homes -- [options]

Draws cases (a policy, a question, a device, budgets, what was seen of hosted models, an answer's tokens) and takes every decision
on each in Node, workerd and Chromium. One JSON object a line; exit code 1 where two of them differ. \`npm test\` does the same
with 2,000.

  --cases <number>  How many (default 100000)
  --seed <number>   Which (default 1)
  --help            This text
`;

const { values } = parseArgs({ options: { cases: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' }, help: { type: 'boolean', default: false } } });
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const asked = { cases: wholeNumber('cases', values.cases), seed: wholeNumber('seed', values.seed) };
const REMOTE = { file: 'test/golden/generated/run-generated.ts', name: 'runGenerated' };

const runtimes: readonly (readonly [string, () => Promise<GeneratedReport>])[] = [
  ['node', async () => runGenerated(asked)],
  ['workerd', inWorkerd],
  ['chromium', () => inChromium<GeneratedReport>(REMOTE, asked)],
];
let first: GeneratedReport | undefined;
let differing = 0;
for (const [runtime, run] of runtimes) {
  const startedAt = performance.now();
  const report = await run();
  first ??= report;
  const part = report.hashes.findIndex((hash, index) => hash !== first?.hashes[index]);
  if (report.hash !== first.hash) differing++;
  printResult({ name: 'decisions', runtime, value: report.cases, unit: 'cases', seed: asked.seed, hash: report.hash, seconds: Math.round((performance.now() - startedAt) / 100) / 10, ...(part >= 0 && { firstDifference: `in part ${part + 1} of ${report.hashes.length}` }) });
}
printResult({ name: 'runtimes-that-differ', value: differing, unit: 'runtimes', atMost: 0, isMet: differing === 0 });
process.exitCode = differing > 0 ? 1 : 0;

async function inWorkerd(): Promise<GeneratedReport> {
  await using workerd = await serveWorkerd(REMOTE);
  return (await workerd.call(asked)).answer as GeneratedReport;
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  process.stderr.write(`--${name} takes a whole number from 1, not "${text}".\n\n${HELP}`);
  return process.exit(2);
}
