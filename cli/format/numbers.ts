// Numbers as people read them.

/** `percent(0.7134)` → '71.3 %' */
export function percent(share: number | undefined): string {
  return share === undefined ? 'unknown' : `${(100 * share).toFixed(1).replace(/\.0$/, '')} %`;
}

/** `money(20_000)` → '$0.02' */
export function money(microUsd: number | undefined): string {
  if (microUsd === undefined) return 'unknown';
  if (microUsd === 0) return '$0';
  const usd = microUsd / 1e6;
  return `$${usd >= 0.01 ? usd.toFixed(Number.isInteger(Math.round(usd * 1e4) / 100) ? 2 : 4) : usd.toPrecision(2)}`;
}

/** `duration(90_500)` → '1.5 min' */
export function duration(ms: number | undefined): string {
  if (ms === undefined) return 'unknown';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const units = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000]] as const;
  const [unit, size] = units.find((each) => ms >= each[1]) ?? units[3];
  return `${(ms / size).toFixed(1).replace(/\.0$/, '')} ${unit}`;
}

/** `counted(1, 'segment')` → '1 segment'; `counted(2, 'policy', 'policies')` → '2 policies' */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
