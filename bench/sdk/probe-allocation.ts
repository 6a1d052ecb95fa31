// Bytes the heap grows by per step, over many steps without a collection in between.
import { PerformanceObserver } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { blankTokenSignal, readTokenSignal } from '../../src/confidence/token-signal.ts';
import { rowsOf } from './logit-shapes.ts';

export interface ProbeAllocation {
  /** With one signal written again and again, as the probe does. */
  readonly reused: number;
  /** With a new signal each step: shows that the measurement sees what is allocated. */
  readonly fresh: number;
  readonly steps: number;
}

const WARM_UP_STEPS = 2000;
/** Over all the steps the control would fill the young generation and be collected. */
const CONTROL_SHARE = 100;

export async function measureProbeAllocation(steps: number): Promise<ProbeAllocation> {
  const [row] = rowsOf('typical') as [Float32Array];
  const signal = blankTokenSignal();
  const reused = await growthPerStep(steps, () => readTokenSignal(row, signal).tokenId);
  const fresh = await growthPerStep(Math.ceil(steps / CONTROL_SHARE), () => readTokenSignal(row).tokenId);
  return { reused, fresh, steps };
}

async function growthPerStep(steps: number, step: () => number): Promise<number> {
  // As `node --expose-gc` would.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Adds up what each step gives, so that none can be left out; small integers, which take no room on the heap.
  let sum = 0;
  for (let index = 0; index < WARM_UP_STEPS; index++) sum = (sum + step()) | 0;
  collect();
  const collectedAt: number[] = [];
  const observer = new PerformanceObserver((list) => collectedAt.push(...list.getEntries().map((entry) => entry.startTime)));
  observer.observe({ entryTypes: ['gc'] });
  const startedAt = performance.now();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < steps; index++) sum = (sum + step()) | 0;
  const growth = process.memoryUsage().heapUsed - before;
  const endedAt = performance.now();
  // The observer hears of them a task later.
  await new Promise((resolve) => setTimeout(resolve, 50));
  observer.disconnect();
  if (sum === 0) throw new Error('The logits could not be read.');
  const collections = collectedAt.filter((time) => time >= startedAt && time <= endedAt).length;
  if (collections > 0) throw new Error(`${collections} collections during ${steps} steps: ask for fewer.`);
  return growth / steps;
}
