// Random numbers of our own: 32-bit integers alone, so that every engine draws the same.

export interface Draws {
  /** From 0 up to 1, in steps of 2^-32. */
  share(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  /** True so often. */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Each with probability one half, in order. */
  some<T>(items: readonly T[]): readonly T[];
  /** The value, or undefined half of the time. */
  perhaps<T>(draw: () => T): T | undefined;
}

/** Mulberry32. `drawsFrom(1).whole(1, 6)` → 4, whoever asks */
export function drawsFrom(seed: number): Draws {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number) => from + Math.floor(share() * (to - from + 1));
  return {
    share,
    whole,
    chance: (probability) => share() < probability,
    pick: (items) => items[whole(0, items.length - 1)]!,
    some: (items) => items.filter(() => share() < 0.5),
    perhaps: (draw) => (share() < 0.5 ? draw() : undefined),
  };
}
