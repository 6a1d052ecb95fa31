// Settings that are numbers.
import { err, ok, type Result } from '../src/result.ts';

/** `dollarSetting('PHIRST_DAILY_CAP_USD', '2.50')` → { ok: true, value: 2_500_000 }, in micro-USD; undefined where none is set. */
export function dollarSetting(name: string, text: string | undefined): Result<number | undefined, string> {
  if (text === undefined) return ok(undefined);
  const dollars = Number(text);
  if (!Number.isFinite(dollars) || dollars < 0) return err(`${name} is not an amount in US dollars, such as 5 or 0.25.`);
  return ok(Math.round(dollars * 1_000_000));
}

/** A whole number between two. */
export function countSetting(
  name: string,
  text: string | undefined,
  { least, most, otherwise }: { least: number; most: number; otherwise: number },
): Result<number, string> {
  const count = Number(text ?? otherwise);
  if (Number.isInteger(count) && count >= least && count <= most) return ok(count);
  return err(`${name} is not a whole number from ${least} to ${most}.`);
}
