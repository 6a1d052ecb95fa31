// `node models/phi-3-nano/training/write-corpus.ts --seed 1 --count 300000 --out FILE`: the training text as JSON Lines.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { commandLine, countOption, refuseCommandLine } from '../../../scripts/command-line.ts';
import { conversations } from './corpus.ts';

const USAGE = `node models/phi-3-nano/training/write-corpus.ts --out FILE [--seed 1] [--count 300000] [--noise]

Writes phi-3-nano's training text: one JSON object a line, {kind, messages}. The same seed writes the same bytes.

  --out FILE   where to
  --seed N     whole number from 1 (default 1)
  --count N    how many conversations (default 300000)
  --noise      duplicates and mismatched answers instead of curated exercises
`;

const { values } = commandLine(USAGE, {
  options: { out: { type: 'string' }, seed: { type: 'string', default: '1' }, count: { type: 'string', default: '300000' }, noise: { type: 'boolean', default: false } },
});
if (values.out === undefined) refuseCommandLine('Name the file to write: --out FILE.', USAGE);
const count = countOption('--count', values.count, USAGE);
const source = conversations({ seed: countOption('--seed', values.seed, USAGE), noise: values.noise });
const out = createWriteStream(values.out);
let lines = '';
for (let written = 0; written < count; written++) {
  lines += `${JSON.stringify(source.next().value)}\n`;
  if (lines.length < 2 ** 20 && written < count - 1) continue;
  if (!out.write(lines)) await once(out, 'drain');
  lines = '';
}
out.end();
await once(out, 'finish');
