// Sets of numbers that tests like { $gte: 2, $ne: 5 } describe: unions of intervals. Exact, so that nothing is called
// unreachable that isn't.

/** A place on the number line: just before a number or just after it, so that open and closed ends are the same thing. */
interface Place {
  readonly value: number;
  readonly isAfter: boolean;
}

/** Intervals from place to place, apart and rising. */
export type NumberSet = readonly { readonly from: Place; readonly to: Place }[];

const START: Place = { value: -Infinity, isAfter: false };
const END: Place = { value: Infinity, isAfter: true };

export const before = (value: number): Place => ({ value, isAfter: false });
export const after = (value: number): Place => ({ value, isAfter: true });

/** `interval(before(2), after(3))` is [2, 3], both ends in it. */
export function interval(from: Place = START, to: Place = END): NumberSet {
  return isBefore(from, to) ? [{ from, to }] : [];
}

export function intersectNumbers(one: NumberSet, other: NumberSet): NumberSet {
  return one.flatMap((left) => other.flatMap((right) => interval(later(left.from, right.from), earlier(left.to, right.to))));
}

/** All other numbers. */
export function otherNumbers(set: NumberSet): NumberSet {
  const ends = [START, ...set.flatMap(({ from, to }) => [from, to]), END];
  return ends.flatMap((from, index) => (index % 2 === 0 ? interval(from, ends[index + 1]) : []));
}

function isBefore(one: Place, other: Place): boolean {
  return one.value < other.value || (one.value === other.value && !one.isAfter && other.isAfter);
}

const later = (one: Place, other: Place) => (isBefore(one, other) ? other : one);
const earlier = (one: Place, other: Place) => (isBefore(one, other) ? one : other);
