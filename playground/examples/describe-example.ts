import { SHIPPED_MODEL } from '../model/shipped-model.ts';
import type { Example } from './example.ts';

export interface ExampleWords {
  readonly icon: 'device' | 'hosted' | 'up' | 'lock';
  /** What is expected of it, for whoever doesn't see the icon. */
  readonly label: string;
  readonly shows: string;
}

const EXPECTATIONS = {
  device: { icon: 'device', label: 'stays on the device' },
  hosted: { icon: 'hosted', label: 'goes up' },
  escalated: { icon: 'up', label: 'begins on the device, goes up' },
} as const;

/** What to expect of an example from the model on this device. */
export function describeExample(example: Example, model: string): ExampleWords {
  const { expected, privacy, shows } = example;
  const icon = privacy === 'device-only' ? 'lock' : EXPECTATIONS[expected].icon;
  // What is private stays, sure or not.
  if (expected !== 'device' || example.isForAnyModel || privacy === 'device-only') return { ...EXPECTATIONS[expected], icon, shows };
  if (model !== SHIPPED_MODEL) return { icon, label: 'begins on the device', shows };
  const mayGoUp = `may go up, because ${model} is tiny`;
  return { icon, label: `begins on the device, ${mayGoUp}`, shows: `Begins on the device; ${mayGoUp}.` };
}
