// When a refused caller may come again. Three forms are about: OpenAI's `retry-after-ms`, and HTTP's Retry-After in seconds
// or as a date.

/** Milliseconds from `nowMs` (Unix time) on, 0 for a moment that has passed; undefined where nothing readable is said. */
export function retryAfterMs(headers: { get(name: string): string | null }, nowMs: number): number | undefined {
  const milliseconds = numberOf(headers.get('retry-after-ms'));
  if (milliseconds !== undefined) return milliseconds;
  const said = headers.get('retry-after');
  const seconds = numberOf(said);
  if (seconds !== undefined) return seconds * 1000;
  // Engines read dates into much that is none, such as "-5".
  if (!said?.endsWith('GMT')) return undefined;
  // oxlint-disable-next-line no-restricted-globals -- reads a date out of a text, not the clock
  const date = Date.parse(said);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

function numberOf(text: string | null): number | undefined {
  const trimmed = text?.trim() ?? '';
  const number = trimmed === '' ? NaN : Number(trimmed);
  return number >= 0 && number < Infinity ? number : undefined;
}
