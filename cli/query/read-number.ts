// Options that are numbers, refused with their name where they aren't one.
import { InvalidArgumentError } from 'commander';

/** `.option('--battery <share>', '…', share)` */
export function share(text: string): number {
  return within(text, 0, 1, 'a number from 0 to 1');
}

export function amount(text: string): number {
  return within(text, 0, Infinity, 'a number from 0');
}

export function positive(text: string): number {
  return within(text, Number.MIN_VALUE, Infinity, 'a number above 0');
}

export function count(text: string): number {
  const value = within(text, 1, Number.MAX_SAFE_INTEGER, 'a whole number from 1');
  if (!Number.isInteger(value)) throw new InvalidArgumentError('It has to be a whole number from 1.');
  return value;
}

function within(text: string, least: number, most: number, what: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= least && value <= most)) throw new InvalidArgumentError(`It has to be ${what}.`);
  return value;
}
