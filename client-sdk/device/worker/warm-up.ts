// A first short answer, for nobody: it compiles the shaders, and tells roughly how fast this device writes.
import type { ModelHost } from './model-host.ts';

const WARM_UP_TOKENS = 8;
/** On a slow device a few tokens must do: the person is waiting. */
const LONGEST_MS = 1500;
/** The first steps compile what the later ones use. */
const SKIPPED_INTERVALS = 2;
const FEWEST_INTERVALS = 3;

/** @returns tokens per second, or undefined where too few were written to tell. */
export async function warmUp(host: Pick<ModelHost, 'generate'>): Promise<number | undefined> {
  const times: number[] = [];
  let isLongEnough = false;
  await host.generate([{ role: 'user', content: 'Hello' }], {
    maxTokens: WARM_UP_TOKENS,
    isInterrupted: () => isLongEnough,
    onToken() {
      const now = performance.now();
      times.push(now);
      isLongEnough = now - (times[0] as number) > LONGEST_MS;
    },
  });
  return decodeRate(times);
}

/**
 * Tokens per second from the times at which tokens came, in milliseconds: one over the median interval.
 *
 * `decodeRate([0, 300, 400, 410, 420, 430])` → 100
 */
export function decodeRate(times: readonly number[]): number | undefined {
  const intervals = times.slice(1).map((time, index) => time - (times[index] as number));
  const steady = intervals.slice(SKIPPED_INTERVALS).sort((left, right) => left - right);
  if (steady.length < FEWEST_INTERVALS) return undefined;
  const median = steady[Math.floor(steady.length / 2)] as number;
  return median > 0 ? 1000 / median : undefined;
}
