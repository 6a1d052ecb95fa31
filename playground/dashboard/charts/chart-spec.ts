// A chart as data: what is drawn, and what is said for those who don't see it.

export const CHART_COLOURS = ['device', 'hosted', 'fault', 'doubt', 'ink', 'ink-faint'] as const;
/** Named after the style sheet's variables. */
export type ChartColour = (typeof CHART_COLOURS)[number];

export interface ChartSeries {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly colour: ChartColour;
  /** `edge`: the end of a band, not drawn itself. */
  readonly look: 'bars' | 'line' | 'dashed' | 'points' | 'edge';
}

export interface ChartSpec {
  /** Unix seconds for `time`, shares for `share`. */
  readonly x: readonly number[];
  readonly xKind: 'time' | 'share';
  readonly xRange: readonly [least: number, most: number];
  readonly series: readonly ChartSeries[];
  /** Between two series, by their places. */
  readonly bands?: readonly { readonly upper: number; readonly lower: number; readonly colour: ChartColour }[];
  /** Vertical lines from the lower to the upper end, one for each x. */
  readonly whiskers?: { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[]; readonly colour: ChartColour };
  readonly yRange: (least: number, most: number) => readonly [number, number];
  readonly formatY: (value: number) => string;
  /** A horizontal line to compare with. */
  readonly level?: number;
  /** y = x. */
  readonly hasDiagonal?: boolean;
  readonly height: number;
}

/** From nothing up, with some air. */
export function fromZero(_least: number, most: number): readonly [number, number] {
  return [0, most > 0 ? most * 1.08 : 1];
}

/** Around the line that it is compared with, which stays in sight. */
export function aroundLevel(level: number): ChartSpec['yRange'] {
  return (least, most) => {
    const [low, high] = [Math.min(least, level), Math.max(most, level)];
    const air = (high - low || Math.abs(level) || 1) * 0.1;
    return [low - air, high + air];
  };
}
