// What reading the logits costs: decode rate with the probe ÷ without, interleaved in one worker.
import { runInWorker } from '../browser/run-in-worker.ts';
import type { OverheadMeasurement, OverheadRequest } from './overhead-worker.ts';
import type { Stage } from './stage.ts';

export interface ProbeOverhead {
  /** Median over the rounds of each round's ratio, probe ÷ plain; 1 = free. */
  readonly ratio: number;
  /** The same for the whole engine, streaming included. */
  readonly engineRatio: number;
  /** Median tokens per second. */
  readonly plain: number;
  readonly withProbe: number;
  readonly rounds: number;
}

const ROUNDS = 40;
const TOKENS = 64;

export async function measureProbeOverhead(stage: Pick<Stage, 'browser' | 'url' | 'modelsUrl'>): Promise<ProbeOverhead> {
  const page = await stage.browser.newPage();
  await page.goto(`${stage.url}/healthz`);
  const request: OverheadRequest = { assetsUrl: `${stage.url}/phirst/`, modelsUrl: stage.modelsUrl, model: 'phi-3-nano', rounds: ROUNDS, tokens: TOKENS };
  const measured = await runInWorker<OverheadMeasurement>(page, 'bench/cascade/overhead-worker.ts', request);
  await page.close();
  return {
    ratio: median(measured.withProbe.map((rate, round) => rate / (measured.plain[round] ?? NaN))),
    engineRatio: median(measured.wholeEngine.map((rate, round) => rate / (measured.plain[round] ?? NaN))),
    plain: median(measured.plain),
    withProbe: median(measured.withProbe),
    rounds: ROUNDS,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2;
}
