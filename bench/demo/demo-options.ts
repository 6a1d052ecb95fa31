// What the demo is told on its command line.
import { parseArgs } from 'node:util';

const help = `npm run demo:experiment -- [options]

A week of simulated people through the real router in workerd: an experiment with a true difference, a rollout that harms and
takes itself back, and an app that loses people of one variant. Then it stays, so that you can look at the dashboard.

  --units <number>  People of the first act (default 2400)
  --seed <number>   Other people (default 1)
  --port <number>   Where the router listens (default 8787)
  --exit            End when the acts are over; exit code 1 if one of them ended otherwise than it should
  --help            This text
`;

export interface DemoOptions {
  readonly units: number;
  readonly seed: number;
  readonly port: number;
  readonly exit: boolean;
}

/** Ends the process with the help, or with 2 and what is wrong. */
export function readDemoOptions(): DemoOptions {
  try {
    const { values } = parseArgs({
      options: {
        units: { type: 'string', default: '2400' },
        seed: { type: 'string', default: '1' },
        port: { type: 'string', default: '8787' },
        exit: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) end(0, help);
    return { units: wholeNumber('units', values.units), seed: wholeNumber('seed', values.seed), port: wholeNumber('port', values.port), exit: values.exit };
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Error(`--${name} takes a whole number from 0, not "${text}".`);
}

function end(code: number, text: string): never {
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exit(code);
}
