// What the command is told.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, countOption, refuseCommandLine } from '../../scripts/command-line.ts';

const USAGE = `npm run bench:cascade -- --seed 1 --seeds 5 --count 1000

Measures the device alone, the hosted model alone, and the cascade at fixed shares. The thresholds of each seed are
fitted on the device's answers to the other seeds (with --seeds 1: to one more, N + 1000).

  --seed N      the first exam's seed (1)
  --seeds N     how many exams (5)
  --count N     questions in each (1000)
  --pages N     how many pages ask at the same time (2)
  --record DIR  keeps all answers there, and goes on from those of the same model files and policy. Answers of an older
                SDK are not told apart: after a change of it begin a new DIR
  --model DIR   another model folder instead of models/phi-3-nano
  --help

Prints one JSON object a line, progress on stderr. Exits with 1 when a goal doesn't hold.
`;

export interface CascadeOptions {
  readonly seeds: readonly number[];
  readonly count: number;
  readonly pages: number;
  readonly record: string | undefined;
  readonly model: string;
}

export function readOptions(): CascadeOptions {
  const { values } = commandLine(USAGE, {
    options: {
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '5' },
      count: { type: 'string', default: '1000' },
      pages: { type: 'string', default: '2' },
      record: { type: 'string' },
      model: { type: 'string', default: 'models/phi-3-nano' },
    },
  });
  const number = (name: 'seed' | 'seeds' | 'count' | 'pages') => countOption(`--${name}`, values[name], USAGE);
  if (!existsSync(join(values.model, 'config.json'))) refuseCommandLine(`--model takes a folder with a config.json in it, and there is none in "${values.model}".`, USAGE);
  const first = number('seed');
  return {
    seeds: Array.from({ length: number('seeds') }, (_, index) => first + index),
    count: number('count'),
    pages: number('pages'),
    record: values.record,
    model: values.model,
  };
}
