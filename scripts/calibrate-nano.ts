// `npm run nano:calibrate`: phi-3-nano sits exams, and models/phi-3-nano/calibration.json is what `phirst calibrate` makes of them.
import { resolve } from 'node:path';
import { runCli } from '../cli/run-cli.ts';
import { startProgress } from '../cli/output/progress.ts';
import { processTerminal } from '../cli/output/terminal.ts';
import { writeWholeFile } from '../cli/output/write-whole-file.ts';
import { commandLine, countOption } from './command-line.ts';
import { listModelFiles, writeManifest } from './manifest/write-manifest.ts';
import { recordTraces, revisionOf } from './nano/record-traces.ts';
import { inProject } from './project-paths.ts';

const USAGE = `npm run nano:calibrate -- [--seed 2001] [--seeds 48] [--count 1000] [--model DIR]

Asks phi-3-nano its exams in Node, fits its confidence on what it answered, and writes models/phi-3-nano/calibration.json and
manifest.json. Run it whenever its weights or its exam have changed. The seeds are none that a benchmark asks.

  --seed N    the first exam's seed (2001)
  --seeds N   how many exams (48); one more is asked to tell how good the result is on questions it has not seen
  --count N   questions in each (1000)
  --model DIR another model folder instead of models/phi-3-nano
`;

const { values } = commandLine(USAGE, {
  options: { seed: { type: 'string', default: '2001' }, seeds: { type: 'string', default: '48' }, count: { type: 'string', default: '1000' }, model: { type: 'string', default: inProject('models/phi-3-nano') } },
});
const first = countOption('--seed', values.seed, USAGE);
const count = countOption('--count', values.count, USAGE);
const seeds = Array.from({ length: countOption('--seeds', values.seeds, USAGE) + 1 }, (_, index) => first + index);
const folder = resolve(values.model);
const terminal = processTerminal();
const progress = startProgress(terminal, 'phi-3-nano answers', seeds.length * count);
const files = await recordTraces({ folder, seeds, count, onQuestion: () => progress.advance() });
progress.end();

const exitCode = await runCli(
  [
    'calibrate', ...files.slice(0, -1), '--apply', files.at(-1) ?? '', '--out', `${folder}/calibration.json`, '--strict',
    '--model', 'phi-3-nano', '--revision', revisionOf(folder), '--dtype', 'q4', '--label-source', 'exam', '--hosted-quality', '1',
    // Node's processor and wasm agree to 1e-5 in every log-probability and to the token in every answer (models/phi-3-nano/README.md).
    '--device-class', 'desktop-wasm,mobile-wasm',
  ],
  terminal,
);
if (exitCode === 0) writeWholeFile(`${folder}/manifest.json`, writeManifest(folder, listModelFiles(folder)));
process.exit(exitCode);
