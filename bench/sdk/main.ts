// npm run bench:sdk: what the SDK costs an app: bytes, and time per token.
import { parseArgs } from 'node:util';
import { openIsolatedPage } from '../browser/open-isolated-page.ts';
import { runInWorker } from '../browser/run-in-worker.ts';
import { measureProbeOverhead } from '../cascade/probe-overhead.ts';
import { startStage } from '../cascade/stage.ts';
import { printResult } from '../report/print-result.ts';
import { measureBundleSizes } from './bundle-sizes.ts';
import { VOCABULARY } from './logit-shapes.ts';
import { measureProbeAllocation } from './probe-allocation.ts';
import { measureProbeCost, type ProbeCost } from './probe-cost.ts';

const HELP = `Measures the SDK's sizes, the cost of reading each step's logits, and decoding beside plain transformers.js.

  npm run build && npm run bench:sdk

  --rounds N   steps timed of each shape of logits (2000)
  --steps N    steps over which the heap's growth is taken (100000)
  --help

Prints one JSON object a line. Exits 1 when a must doesn't hold.`;

const LARGEST_ENTRY_BYTES = 20_000;
const LONGEST_STEP_MS = 0.15;
const LARGEST_ERROR = 1e-4;
/** Below one byte a step, what grows is the process around it. */
const MOST_BYTES_PER_STEP = 1;
const LOWEST_DECODE_RATIO = 0.97;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '2000' },
    steps: { type: 'string', default: '100000' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}
const rounds = count('rounds', values.rounds);
const steps = count('steps', values.steps);

function count(name: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  process.stderr.write(`--${name} must be a whole number above 0, not "${text}".\n`);
  return process.exit(2);
}

let isEveryMustMet = true;

/** Prints a result that has a must. Written so that NaN misses it. */
function judge(name: string, value: number, unit: string, { must, holds, ...details }: { must: string; holds: boolean; [detail: string]: unknown }): void {
  printResult({ name, value, unit, ...details, must, holds });
  isEveryMustMet &&= holds;
}

function reportProbeCost(where: 'node' | 'chromium_worker', costs: readonly ProbeCost[]): void {
  for (const { shape, median, p95, argMaxMedian, ratio, error, rounds: timed } of costs) {
    const details = { shape, vocabulary: VOCABULARY, rounds: timed };
    judge(`probe.${where}.median`, median, 'ms', { ...details, p95, argMaxMedian, must: `≤ ${LONGEST_STEP_MS}`, holds: median <= LONGEST_STEP_MS });
    printResult({ name: `probe.${where}.ratio`, value: ratio, unit: 'probe ÷ arg-max', ...details });
    judge(`probe.${where}.error`, error, 'largest difference to double precision', { ...details, must: `≤ ${LARGEST_ERROR}`, holds: error <= LARGEST_ERROR });
  }
}

for (const { name, bytes, files } of await measureBundleSizes()) {
  if (name === 'entry') judge('size.entry', bytes, 'bytes, gzip', { files: files.length, must: `≤ ${LARGEST_ENTRY_BYTES}`, holds: bytes <= LARGEST_ENTRY_BYTES });
  else printResult({ name: `size.${name}`, value: bytes, unit: 'bytes, gzip' });
}

// Before anything else has run here: the engine must not have seen other arrays in the same loops.
reportProbeCost('node', measureProbeCost(rounds));
const allocation = await measureProbeAllocation(steps);
judge('probe.allocation', allocation.reused, 'bytes of heap a step', { steps: allocation.steps, withNewSignalEachStep: allocation.fresh, must: `< ${MOST_BYTES_PER_STEP}`, holds: allocation.reused < MOST_BYTES_PER_STEP });

const stage = await startStage('models/phi-3-nano', 1);
try {
  const page = await openIsolatedPage(stage.browser);
  reportProbeCost('chromium_worker', await runInWorker<readonly ProbeCost[]>(page, 'bench/sdk/probe-cost-worker.ts', { rounds }));
  await page.close();
  const overhead = await measureProbeOverhead(stage);
  const details = { rounds: overhead.rounds, plain: overhead.plain, withProbe: overhead.withProbe };
  judge('probe.decode_rate_ratio', overhead.ratio, 'with probe ÷ plain transformers.js', { ...details, must: `≥ ${LOWEST_DECODE_RATIO}`, holds: overhead.ratio >= LOWEST_DECODE_RATIO });
  printResult({ name: 'engine.decode_rate_ratio', value: overhead.engineRatio, unit: 'whole engine with streaming ÷ plain transformers.js', rounds: overhead.rounds });
} finally {
  await stage.stop();
}
process.exit(isEveryMustMet ? 0 : 1);
