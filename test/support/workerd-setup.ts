import type { TestProject } from 'vitest/node';
import { runGolden } from '../golden/run-golden.ts';
import type { GainInNode } from '../workerd/support/gain-in-node.ts';
import { gainInNode } from './gain-in-node.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    goldenTranscript: string;
    gainInNode: GainInNode;
  }
}

/** What Node decides, for workerd to be compared with. */
export default function setup(project: TestProject): void {
  project.provide('goldenTranscript', runGolden().transcript);
  project.provide('gainInNode', gainInNode());
}
