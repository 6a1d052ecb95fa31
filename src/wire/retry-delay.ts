// How long to wait before the same is asked again: as long as it was asked for, else longer each time and never in step
// with others who failed at the same moment.

const FIRST_MS = 400;

/**
 * @param retry 0 for the first
 * @param draw from 0 to 1: takes up to half of the wait away
 * @example retryDelayMs({ askedMs: undefined, retry: 1, draw: 0 }) // 800
 */
export function retryDelayMs({ askedMs, retry, draw }: { askedMs: number | undefined; retry: number; draw: number }): number {
  return askedMs ?? FIRST_MS * 2 ** retry * (1 - draw / 2);
}
