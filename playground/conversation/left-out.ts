// The earlier turns a question was asked without, and why.

export interface LeftOut {
  /** They may not go where this question may. */
  readonly asPrivate: number;
  /** There was no room for them. */
  readonly asTooLong: number;
}

export const NOTHING_LEFT_OUT: LeftOut = { asPrivate: 0, asTooLong: 0 };

/** @example describeLeftOut({ asPrivate: 1, asTooLong: 0 }) // 'Left out of this question: 1 earlier turn that stays on this device' */
export function describeLeftOut({ asPrivate, asTooLong }: LeftOut): string | undefined {
  const parts = [
    asPrivate > 0 && (asPrivate === 1 ? '1 earlier turn that stays on this device' : `${asPrivate} earlier turns that stay on this device`),
    asTooLong > 0 && `${asTooLong} older ${asTooLong === 1 ? 'turn' : 'turns'}, more than the model here reads`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : `Left out of this question: ${parts.join('; ')}`;
}
