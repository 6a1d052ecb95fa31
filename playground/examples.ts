// Questions of the size of phi-3-nano: some it knows, some it knows that it doesn't, and one where it is mistaken about itself.
import type { Example } from './examples/example.ts';

const TRIED: readonly Example[] = [
  {
    name: 'Well-known capital',
    prompt: 'What is the capital of France?',
    shows: 'The device knows it, and is sure.',
    expected: 'device',
  },
  {
    name: 'Small sum',
    prompt: 'What is 47 + 38?',
    shows: 'Within reach: answered here, for nothing.',
    expected: 'device',
  },
  {
    name: 'Rare capital',
    prompt: 'What is the capital of Burundi?',
    shows: 'The device doubts, and a hosted model answers.',
    expected: 'escalated',
  },
  {
    name: 'Two-digit product',
    prompt: 'What is 58 * 94?',
    shows: 'Too much at once, so it is worked out in steps, here.',
    expected: 'device',
  },
  {
    name: 'Private doubt',
    prompt: 'What is the capital of Samoa?',
    shows: 'May not leave: kept, and marked “not sure”.',
    expected: 'device',
    privacy: 'device-only',
  },
  {
    name: 'A matter of the threshold',
    prompt: 'What is the capital of Belarus?',
    shows: '55% sure, and right, but handed up. Try it with the threshold at 50%.',
    expected: 'escalated',
  },
  {
    name: 'Surely wrong',
    prompt: 'What is x if x + 7 = 20?',
    shows: 'Algebra was never taught to nano, but looks like the sums it knows: a confidence can’t see everything.',
    expected: 'device',
  },
];

export const NANO_EXAMPLES = TRIED.map((example): Example => ({ ...example, isForAnyModel: true }));

/** Shown before anything was asked. */
export const FIRST_EXAMPLES = NANO_EXAMPLES.slice(0, 6);
