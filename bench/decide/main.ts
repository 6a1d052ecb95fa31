// npm run bench:decide: what a whole decision costs, in workerd and in Node, as a ratio to one summing pass over the same text.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { printResult } from '../report/print-result.ts';
import { processorNs, serveWorkerd } from '../runtimes/serve-workerd.ts';
import { measureDecide, type DecideCost } from './decide-cost.ts';
import { decideRows } from './decide-rows.ts';
import { runTurn, type Turn } from './run-turn.ts';

const HELP = `npm run bench:decide -- [options]

Times a whole decision (description, start, acceptance, hosted choice) for prompts of about 50, 500 and 4,000 tokens in workerd and
in Node, in turns with a loop that only sums up the text's units: under a policy without a gain model, and under one that names
one, which is then asked for an estimate of each question; beside them their parts. What is counted is processor time. One JSON
object a line; exit code 1 where a ratio of either is above its goal (40, 20 and 6; the aim is 16, 8 and 3).

  --rounds <number>  Turns of each (default 25)
  --ms <number>      How long a turn takes (default 20)
  --help             This text
`;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '25' }, ms: { type: 'string', default: '20' }, help: { type: 'boolean', default: false } } });
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const asked = { rounds: wholeNumber('rounds', values.rounds), turnMs: wholeNumber('ms', values.ms) };
let missed = 0;
tell('workerd', await inWorkerd());
tell('node', await measureDecide(inNode, asked));
process.exitCode = missed > 0 ? 1 : 0;

/** A request has a price of its own: that of one that does nothing is taken off. */
async function inWorkerd(): Promise<readonly DecideCost[]> {
  await using workerd = await serveWorkerd({ file: 'bench/decide/run-turn.ts', name: 'runTurn' });
  const time = async (turn: Turn) => (await workerd.call(turn)).cpuNs;
  return await measureDecide(async (turn) => (await time(turn)) - (await time({ ...turn, times: 0 })), asked);
}

/** Linux brings a thread's time up to date when it rests: so it does, before and after. */
async function inNode(turn: Turn): Promise<number> {
  await pause(1);
  const before = processorNs(process.pid);
  if (Number.isNaN(runTurn(turn))) throw new Error('A decision came to nothing.');
  await pause(1);
  return processorNs(process.pid) - before;
}

function tell(runtime: string, costs: readonly DecideCost[]): void {
  for (const row of decideRows(runtime, costs)) {
    if (!row.isMet) missed++;
    printResult(row);
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  process.stderr.write(`--${name} takes a whole number from 1, not "${text}".\n\n${HELP}`);
  return process.exit(2);
}
