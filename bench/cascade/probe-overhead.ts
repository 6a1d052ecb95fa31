// What reading the logits costs: decode rate with the probe ÷ without, interleaved in one worker.
import { build } from 'esbuild';
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
  const bundle = await build({
    entryPoints: ['bench/cascade/overhead-worker.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['onnxruntime-web-use-extern-wasm'],
    minify: true,
    logLevel: 'silent',
  });
  const page = await stage.browser.newPage();
  await page.goto(`${stage.url}/healthz`);
  const request: OverheadRequest = { assetsUrl: `${stage.url}/phirst/`, modelsUrl: stage.modelsUrl, model: 'phi-3-nano', rounds: ROUNDS, tokens: TOKENS };
  const measured = await page.evaluate(
    ({ script, message }) =>
      new Promise<OverheadMeasurement>((resolve, reject) => {
        const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
        worker.addEventListener('error', (event) => reject(new Error(event.message)));
        worker.addEventListener('message', ({ data }: MessageEvent<{ measurement?: OverheadMeasurement; failure?: string }>) => {
          if (data.measurement) resolve(data.measurement);
          if (data.failure !== undefined) reject(new Error(data.failure));
        });
        worker.postMessage(message);
      }),
    { script: bundle.outputFiles[0]?.text ?? '', message: request },
  );
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
