// Something to try: a prompt with what it is asked under, and what it shows.
import type { Budget, PrivacyClass } from '../../src/query/query.ts';

export interface Example {
  readonly name: string;
  readonly prompt: string;
  /** What to watch for, in a few words. */
  readonly shows: string;
  readonly expected: 'device' | 'hosted' | 'escalated';
  /** What is expected was tried with the model that ships; otherwise it is expected of Phi-3-mini. */
  readonly isForAnyModel?: boolean | undefined;
  readonly context?: readonly string[] | undefined;
  readonly budget?: Budget | undefined;
  readonly privacy?: PrivacyClass | undefined;
}

export interface ExampleGroup {
  readonly title: string;
  readonly note?: string | undefined;
  readonly examples: readonly Example[];
}
