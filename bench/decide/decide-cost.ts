// Turns of whole decisions and of bare passes over the same text, interleaved, and their ratio round by round: a machine that
// becomes slower slows both.
import { promptsOf } from './prompts.ts';
import { SIZES, type RunName, type Turn } from './run-turn.ts';

export interface DecideCost {
  readonly tokens: number;
  readonly characters: number;
  /** Nanoseconds a call, medians over the rounds. */
  readonly ns: Readonly<Record<RunName, number>>;
  /** Median over the rounds of each round's decision ÷ its summing pass: under a policy without a gain model, and under one that names one. */
  readonly ratio: number;
  readonly ratioWithGain: number;
}

/** Runs a turn somewhere and answers how many nanoseconds of a processor it took. */
export type TimeTurn = (turn: Turn) => Promise<number>;

export interface MeasureOptions {
  readonly rounds: number;
  readonly turnMs: number;
}

const RUNS: readonly RunName[] = ['sum', 'decide', 'decideWithGain', 'describe', 'start', 'accept', 'choose', 'gain'];

export async function measureDecide(timeTurn: TimeTurn, { rounds, turnMs }: MeasureOptions): Promise<readonly DecideCost[]> {
  // Engines compile in the background, and again for what a new length brings.
  for (let round = 0; round < 3; round++) for (const tokens of SIZES) for (const run of RUNS) await timeTurn({ run, tokens, times: tokens === 4000 ? 500 : 3000 });
  const costs: DecideCost[] = [];
  for (const tokens of SIZES) {
    const times = new Map<RunName, number>();
    for (const run of RUNS) times.set(run, await timesFor({ run, tokens }, timeTurn, turnMs));
    const measured = new Map<RunName, number[]>(RUNS.map((run) => [run, []]));
    for (let round = 0; round < rounds; round++) {
      for (const run of RUNS) measured.get(run)!.push((await timeTurn({ run, tokens, times: times.get(run)! })) / times.get(run)!);
    }
    const ratioOf = (run: RunName) => median(measured.get(run)!.map((ns, round) => ns / measured.get('sum')![round]!));
    const ns = Object.fromEntries(RUNS.map((run) => [run, median(measured.get(run)!)])) as Record<RunName, number>;
    costs.push({ tokens, characters: promptsOf(tokens)[0]!.length, ns, ratio: ratioOf('decide'), ratioWithGain: ratioOf('decideWithGain') });
  }
  return costs;
}

/** So many calls take about `turnMs`. */
async function timesFor({ run, tokens }: Pick<Turn, 'run' | 'tokens'>, timeTurn: TimeTurn, turnMs: number): Promise<number> {
  for (let times = 64; ; times *= 4) {
    const ns = await timeTurn({ run, tokens, times });
    if (ns >= turnMs * 2e5) return Math.max(8, Math.round((times * turnMs * 1e6) / ns));
  }
}

function median(values: readonly number[]): number {
  const ordered = values.toSorted((one, other) => one - other);
  const middle = ordered.length / 2;
  return ((ordered[Math.floor(middle)] ?? NaN) + (ordered[Math.ceil(middle) - 1] ?? NaN)) / 2;
}
