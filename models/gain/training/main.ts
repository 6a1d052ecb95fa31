// npm run train:gain: graded answers of two models → the gain model's artefact, byte by byte the same for the same
// folder and seed.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { commandLine, countOption, refuseCommandLine } from '../../../scripts/command-line.ts';
import { DEFAULT_OPTIONS } from './fit-heads.ts';
import { PAIRS } from './label.ts';
import { loadTrainingSet } from './load-training-set.ts';
import { makeArtefact } from './make-artefact.ts';

const USAGE = `npm run train:gain -- --data DIR [--seed 1] [--out FILE]

Fits P(device right) and P(hosted right) on graded answers (JSON Lines, plain or .gz) and writes the gain model.

  --data DIR         folder with the graded answers
  --seed N           of the folds its calibration comes from (default 1)
  --out FILE         where the model goes (default models/gain/phi-3-mini.gain)
  --device NAME      the small model's name in the data (default Phi-3-mini, with GPT-4o)
  --hosted NAME      the large model's name in the data
  --catalog ID       the device's model in the catalog (default phi-3-mini-4k)
  --licensed SOURCE  a further source whose licence you vouch for; may be repeated
  --no-answer WHAT   outputs without an answer: wrong, as in the sources, or drop (default wrong)
`;

const { values } = commandLine(USAGE, {
  options: {
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'models/gain/phi-3-mini.gain' },
    device: { type: 'string' },
    hosted: { type: 'string' },
    catalog: { type: 'string', default: 'phi-3-mini-4k' },
    licensed: { type: 'string', multiple: true, default: [] },
    'no-answer': { type: 'string', default: 'wrong' },
  },
});
const { data, device, hosted, out } = values;
const noAnswer = values['no-answer'];
if (data === undefined) refuseCommandLine('--data says where the graded answers lie.', USAGE);
if ((device === undefined) !== (hosted === undefined)) refuseCommandLine('--device and --hosted are given together.', USAGE);
if (noAnswer !== 'wrong' && noAnswer !== 'drop') refuseCommandLine(`--no-answer takes wrong or drop, not "${noAnswer}".`, USAGE);
const seed = countOption('--seed', values.seed, USAGE);
const pairs = device !== undefined && hosted !== undefined ? [{ device, hosted }] : PAIRS;

const { questions, labels, read, leftOut } = loadTrainingSet(data, { licensed: values.licensed, pairs });
for (const [reason, count] of Object.entries(leftOut)) process.stderr.write(`left out: ${count} questions, ${reason}\n`);
const { artefact, bytes } = makeArtefact({ questions, labels, read, options: { ...DEFAULT_OPTIONS, noAnswer }, seed, device: values.catalog, hosted: pairs[0]!.hosted });
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, bytes);
const { calibration, familiarFrom, sources } = artefact.header;
const sha256 = createHash('sha256').update(bytes).digest('hex');
process.stdout.write(`${JSON.stringify({ out, sha256, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, questions: questions.length, sources, calibration, familiarFrom })}\n`);
