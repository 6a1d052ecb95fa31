const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const TO_THE_SECOND = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** In the reader's own time zone: '25 Nov, 14:05'. */
export const formatMoment = (unixMs: number) => SHORT.format(unixMs);
/** '25 Nov' */
export const formatDay = (unixMs: number) => DAY.format(unixMs);
/** '14:05' */
export const formatClock = (unixMs: number) => CLOCK.format(unixMs);
/** '14:05:09' */
export const formatSeconds = (unixMs: number) => TO_THE_SECOND.format(unixMs);

/** `formatAge(90_000)` → '2 min ago' */
export function formatAge(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  if (minutes < 1) return 'just now';
  if (minutes < 59.5) return `${Math.round(minutes)} min ago`;
  if (minutes < 47.5 * 60) return `${Math.round(minutes / 60)} h ago`;
  return `${Math.round(minutes / 1440)} days ago`;
}
