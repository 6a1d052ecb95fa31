import { fromZero, type ChartColour, type ChartSpec } from './chart-spec.ts';

export interface StackPart {
  readonly label: string;
  readonly colour: ChartColour;
  readonly values: readonly number[];
}

/**
 * Bars on top of each other, the first part at the bottom. The tallest is drawn first and the others over it, so each shows
 * what it adds.
 *
 * @param startsMs where each bar's step begins
 */
export function stackedBars(startsMs: readonly number[], stepMs: number, parts: readonly StackPart[], formatY: (value: number) => string): ChartSpec {
  const heights = parts.map((_, index) => startsMs.map((_start, step) => parts.slice(0, index + 1).reduce((sum, { values }) => sum + (values[step] ?? 0), 0)));
  const series = parts.map(({ label, colour }, index) => ({ label, colour, look: 'bars' as const, values: heights[index] ?? [] }));
  const x = startsMs.map((start) => start / 1000);
  return {
    x,
    xKind: 'time',
    xRange: [x[0] ?? 0, (x.at(-1) ?? 0) + stepMs / 1000],
    series: series.toReversed(),
    yRange: fromZero,
    formatY,
    height: 220,
  };
}
