import { withoutNoise } from '../format/without-noise.ts';

/** JSON for a person to read: 16.2 where the sum of the costs came to 16.200000000000003. */
export function printJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'number' ? withoutNoise(part) : part), 2);
}
