export type DelaySwitch = 'on' | 'off';

/** `await delay(150)`; resolves without a timer for 0 and less. */
export function delay(milliseconds: number): Promise<void> {
  return milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : Promise.resolve();
}
