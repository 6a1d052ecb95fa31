import { NANO_EXAMPLES } from '../examples.ts';
import type { ExampleGroup } from './example.ts';

export const EXAMPLE_GROUPS: readonly ExampleGroup[] = [
  { title: 'Of phi-3-nano’s size', examples: NANO_EXAMPLES },
];
