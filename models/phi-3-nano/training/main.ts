// npm run nano:train: phi-3-nano from nothing. Training text from the exam's own kinds, vocabulary, training, export, canary,
// manifest. The same seed and steps write the same weights on the same machine; a run that was stopped goes on.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { commandLine, countOption } from '../../../scripts/command-line.ts';
import { inProject } from '../../../scripts/project-paths.ts';
import { findTrainingPython } from './find-training-python.ts';

const USAGE = `npm run nano:train -- [--seed 1] [--steps 16000] [--threads 2] [--work DIR] [--out DIR] [--noise]

Trains phi-3-nano and puts it in its folder. An hour and three quarters on two cores, two to three hours on one; --work keeps what is under way, and the same command goes
on from there. Needs Python with torch and onnx, and installs Debian's where it may.

  --seed N     whole number from 1 (default 1)
  --steps N    how long to train; the learning rate's schedule follows it (default 16000)
  --threads N  cores (default 2, as for the weights that ship; another number rounds differently and gives other weights)
  --work DIR   corpus, checkpoints, fp32 and q8 weights (default: a folder of the system's for temporary files)
  --out DIR    where the model goes, with canary and manifest (default models/phi-3-nano)
  --noise      noisy, duplicated exercises instead of curated ones, to compare; say --out as well
`;

const { values } = commandLine(USAGE, {
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '16000' },
    threads: { type: 'string', default: '2' },
    work: { type: 'string' },
    out: { type: 'string', default: inProject('models/phi-3-nano') },
    noise: { type: 'boolean', default: false },
  },
});
const seed = countOption('--seed', values.seed, USAGE);
const steps = countOption('--steps', values.steps, USAGE);
const threads = countOption('--threads', values.threads, USAGE);
const work = resolve(values.work ?? join(tmpdir(), `phi-3-nano-${values.noise ? 'noise-' : ''}${seed}-${steps}`));
const out = resolve(values.out);

const TOKENS_A_BATCH = 2048;
/** The mean length of a conversation is 47 tokens; a few more are written than are read. */
const SHORTEST_MEAN = 44;
const EXAM_SEED = 9999;
const EXAM_QUESTIONS = 600;

const trainingFolder = inProject('models/phi-3-nano/training');
const corpus = join(work, 'corpus.jsonl');
const exam = join(work, 'exam.jsonl');
const checkpoint = join(work, 'nano.pt');
const model = join(work, 'phi-3-nano');

mkdirSync(model, { recursive: true });
const python = findTrainingPython((text) => process.stderr.write(text));
if (!existsSync(corpus)) {
  const count = Math.ceil((steps * TOKENS_A_BATCH) / SHORTEST_MEAN);
  runNode('models/phi-3-nano/training/write-corpus.ts', '--seed', `${seed}`, '--count', `${count}`, '--out', `${corpus}.part`, ...(values.noise ? ['--noise'] : []));
  renameSync(`${corpus}.part`, corpus);
}
if (!existsSync(exam)) runNode('models/phi-3-nano/exam/cli.ts', '--seed', `${EXAM_SEED}`, '--count', `${EXAM_QUESTIONS}`, '--out', exam);
if (!existsSync(join(model, 'tokenizer.json'))) runPython('bpe.py', '--corpus', corpus, '--out', model);
runPython('train.py', '--corpus', corpus, '--tokenizer', model, '--exam', exam, '--out', checkpoint, '--steps', `${steps}`, '--seed', `${seed}`, '--threads', `${threads}`, '--tokens-a-batch', `${TOKENS_A_BATCH}`);
runPython('export.py', '--checkpoint', checkpoint, '--out', model);
mkdirSync(join(out, 'onnx'), { recursive: true });
for (const file of ['tokenizer.json', 'tokenizer_config.json', 'config.json', 'generation_config.json', 'onnx/model_q4.onnx']) copyFileSync(join(model, file), join(out, file));
runNode('models/store-canary.ts', out);
runNode('scripts/build-manifest.ts', out);
process.stdout.write(`phi-3-nano is in ${out}; its fp32 and q8 weights are in ${model}.\n`);

function runNode(script: string, ...parameters: readonly string[]): void {
  run(process.execPath, [inProject(script), ...parameters]);
}

function runPython(script: string, ...parameters: readonly string[]): void {
  run(python, [join(trainingFolder, script), ...parameters]);
}

function run(command: string, parameters: readonly string[]): void {
  const threadsOfLibraries = { OMP_NUM_THREADS: `${threads}`, OPENBLAS_NUM_THREADS: `${threads}` };
  const { status, signal } = spawnSync(command, parameters, { stdio: 'inherit', env: { ...process.env, ...threadsOfLibraries } });
  if (status === 0) return;
  process.stderr.write(`${[command, ...parameters].join(' ')} ended with ${signal ?? status}.\n`);
  process.exit(1);
}
