/** Browsers keep a timer's delay in 32 bits: a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * setTimeout for delays that come out of arithmetic: none for what is infinite, not a number or longer than 24 days,
 * at once for what is past. Returns what clears it.
 *
 * `const clear = setLongTimeout(() => giveUp(), Infinity); // never`
 */
export function setLongTimeout(callback: () => void, milliseconds: number): () => void {
  if (!(milliseconds <= LONGEST_MS) || milliseconds === -Infinity) return () => {};
  const timer = setTimeout(callback, Math.max(0, milliseconds));
  return () => clearTimeout(timer);
}
