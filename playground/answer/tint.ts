// How sure the model was of one token, in five steps a person can tell apart.

export interface Tint {
  /** The class of the style sheet. */
  readonly name: 'sure' | 'likely' | 'open' | 'doubtful' | 'guess';
  /** From this probability on. */
  readonly from: number;
}

export const TINTS: readonly Tint[] = [
  { name: 'sure', from: 0.95 },
  { name: 'likely', from: 0.8 },
  { name: 'open', from: 0.5 },
  { name: 'doubtful', from: 0.25 },
  { name: 'guess', from: 0 },
];

/** @example tintOf(0.6) // 'open' */
export function tintOf(probability: number): Tint['name'] {
  return TINTS.find(({ from }) => probability >= from)?.name ?? 'guess';
}
