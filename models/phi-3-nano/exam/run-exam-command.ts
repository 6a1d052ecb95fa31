import { parseArgs } from 'node:util';
import { generateExam } from './generate-exam.ts';

/** What the command line has to do; `notes` go to standard error. */
interface ExamCommandResult {
  readonly exitCode: 0 | 2;
  readonly output: string;
  readonly notes: string;
  /** Where the output goes; undefined means standard output. */
  readonly file: string | undefined;
}

const help = `Writes an exam for phi-3-nano: one JSON object a line, {id, prompt, gold, task, tier}.

Usage: node models/phi-3-nano/exam/cli.ts [--seed N] [--count N] [--out FILE]

  --seed N     whole number from 0; the same seed gives the same exam (default 1)
  --count N    how many questions (default 200)
  --out FILE   write to FILE instead of standard output
  --help       show this text

The tiers are easy, hard, long_tail and out_of_distribution: 35, 35, 20 and 10 of 100.

Example: 300 questions
  node models/phi-3-nano/exam/cli.ts --seed 7 --count 300 --out exam.jsonl
`;

/**
 * Works out what the exam command prints for these arguments, without touching files or streams.
 * Arguments it cannot follow give exit code 2 and a sentence in `notes`.
 *
 * @example runExamCommand(['--seed', '7', '--count', '1']).output // '{"id":"exam-7-1",...}\n'
 */
export function runExamCommand(commandArguments: readonly string[]): ExamCommandResult {
  try {
    const { values } = parseArgs({
      args: [...commandArguments],
      options: {
        seed: { type: 'string', default: '1' },
        count: { type: 'string', default: '200' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { exitCode: 0, output: help, notes: '', file: undefined };
    const exam = generateExam({
      seed: readNumber('--seed', values.seed),
      count: readNumber('--count', values.count),
    });
    const output = exam
      .map(({ id, prompt, gold, task, tier }) => JSON.stringify({ id, prompt, gold, task, tier }))
      .join('\n');
    return { exitCode: 0, output: `${output}\n`, notes: '', file: values.out };
  } catch (error) {
    if (!isAboutArguments(error)) throw error;
    return { exitCode: 2, output: '', notes: `${error.message}\nSee --help.\n`, file: undefined };
  }
}

/** parseArgs marks its errors with a code; a value out of range is a RangeError. */
function isAboutArguments(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return error instanceof RangeError || code.startsWith('ERR_PARSE_ARGS');
}

function readNumber(flag: string, text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new RangeError(`${flag} takes a number, not "${text}".`);
  return Number(text);
}
