import type { TestProject } from 'vitest/node';
import { runGolden } from '../golden/run-golden.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    goldenTranscript: string;
  }
}

/** What Node decides, for workerd to be compared with. */
export default function setup(project: TestProject): void {
  project.provide('goldenTranscript', runGolden().transcript);
}
