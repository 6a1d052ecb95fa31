/** A setting that lists things: `splitList(' one, two,')` → `['one', 'two']`. */
export function splitList(setting: string | undefined): string[] {
  return (setting ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
