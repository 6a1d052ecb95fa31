import { inject, it } from 'vitest';
import { runGolden } from '../golden/run-golden.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What Node decided, from vitest.config.ts. */
    goldenTranscript: string;
  }
}

it('keeps every golden vector in workerd, and decides as Node does to the last bit', ({ expect }) => {
  const report = runGolden();
  expect(report.failures).toEqual([]);
  expect(report.transcript).toBe(inject('goldenTranscript'));
});
