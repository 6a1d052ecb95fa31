// Questions of the size of phi-3-nano: some it knows, some it knows that it doesn't.
import type { Example } from './examples/example.ts';

export const NANO_EXAMPLES: readonly Example[] = [
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
    shows: 'The device is unsure, so a hosted model answers.',
    expected: 'escalated',
  },
  {
    name: 'Two-digit product',
    prompt: 'What is 84 * 37?',
    shows: 'The device tries, doubts, and hands it up.',
    expected: 'escalated',
  },
  {
    name: 'Odd one',
    prompt: 'Is 17 a prime number?',
    shows: 'Never taught to nano: does its confidence notice?',
    expected: 'escalated',
  },
  {
    name: 'Private doubt',
    prompt: 'What is 63 * 48?',
    shows: 'Too hard for nano, but it may not leave: kept and marked “not sure”.',
    expected: 'device',
    privacy: 'device-only',
  },
];
