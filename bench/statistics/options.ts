// What bench:stats is told on its command line.
import { parseArgs } from 'node:util';

const help = `npm run bench:stats -- [options]

Simulates worlds whose truth is known and counts how often the statistics of experiments are wrong: false alarms of intervals
that are looked at after every batch, of the sample-ratio check and of the breaker, and how often a replay's interval holds the
truth. One JSON object a line; exit code 1 if a goal is missed. About a minute.

  --seed <number>   Other worlds (default 1)
  --runs <number>   A/A experiments (default 2000)
  --worlds <number> Worlds for the replay (default 1000)
  --help            This text
`;

export interface StatisticsOptions {
  readonly seed: number;
  readonly runs: number;
  readonly worlds: number;
}

/** Ends the process with the help, or with 2 and what is wrong. */
export function readStatisticsOptions(): StatisticsOptions {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        runs: { type: 'string', default: '2000' },
        worlds: { type: 'string', default: '1000' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) end(0, help);
    return { seed: wholeNumber('seed', values.seed), runs: wholeNumber('runs', values.runs), worlds: wholeNumber('worlds', values.worlds) };
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new Error(`--${name} takes a whole number from 1, not "${text}".`);
}

function end(code: number, text: string): never {
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exit(code);
}
