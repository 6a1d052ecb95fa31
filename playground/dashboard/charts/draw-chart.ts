// uPlot draws; this says what. Loaded with the first chart.
import UPlot from 'uplot';
import { formatClock, formatDay } from '../words/format-moment.ts';
import type { ChartSeries, ChartSpec } from './chart-spec.ts';
import { drawMarks } from './draw-marks.ts';
import { withAlpha, type Palette } from './palette.ts';

export interface DrawnChart {
  resize(width: number): void;
  remove(): void;
}

/** @param onHover told the place of the x that is pointed at, undefined for none */
export function drawChart(root: HTMLElement, spec: ChartSpec, palette: Palette, onHover: (index: number | undefined) => void): DrawnChart {
  const options: UPlot.Options = {
    width: Math.max(1, root.clientWidth),
    height: spec.height,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { show: spec.series.every(({ look }) => look !== 'bars') } },
    scales: {
      x: { time: spec.xKind === 'time', range: () => [...spec.xRange] },
      y: { range: (_chart, least, most) => [...spec.yRange(least ?? 0, most ?? 0)] },
    },
    axes: [
      { ...axis(palette), values: (_chart, splits) => xLabels(spec, splits), space: 56, size: 32 },
      { ...axis(palette), values: (_chart, splits) => splits.map(spec.formatY), size: 60 },
    ],
    series: [{}, ...spec.series.map((series) => styleOf(series, palette))],
    bands: (spec.bands ?? []).map(({ upper, lower, colour }) => ({ series: [upper + 1, lower + 1], fill: withAlpha(palette.colour[colour], 0.16) })),
    hooks: {
      draw: [(chart) => drawMarks(chart, spec, palette)],
      setCursor: [({ cursor }) => onHover(cursor.idx ?? undefined)],
    },
  };
  const data = [[...spec.x], ...spec.series.map(({ values }) => [...values])] as UPlot.AlignedData;
  const chart = new UPlot(options, data, root);
  return {
    resize: (width) => chart.setSize({ width: Math.max(1, width), height: spec.height }),
    remove: () => chart.destroy(),
  };
}

function axis({ text, grid, font }: Palette): UPlot.Axis {
  return { stroke: text, font, grid: { stroke: grid, width: 1 }, ticks: { show: false }, border: { show: false } };
}

function styleOf({ label, colour, look }: ChartSeries, palette: Palette): UPlot.Series {
  const stroke = palette.colour[colour];
  // A line of one point is none: a value without neighbours is drawn as a point.
  const points: UPlot.Series.Points = { show: look === 'points', size: look === 'points' ? 9 : 5, fill: stroke, stroke };
  if (look === 'line' || look === 'dashed') points.filter = (chart, series) => loneIndices(chart.data[series] ?? []);
  switch (look) {
    case 'bars':
      return { label, stroke, fill: stroke, width: 0, points, paths: UPlot.paths.bars?.({ size: [0.8, 44], align: 1 }) } as UPlot.Series;
    case 'points':
      return { label, stroke, points, paths: () => null };
    case 'edge':
      return { label, points, stroke: 'transparent', width: 0 };
    case 'dashed':
      return { label, stroke, points, width: 1.5, dash: [5, 4] };
    default:
      return { label, stroke, points, width: 2 };
  }
}

function loneIndices(values: ArrayLike<number | null | undefined>): number[] | null {
  const isThere = (index: number) => values[index] !== null && values[index] !== undefined;
  const lone = Array.from(values, (_, index) => index).filter((index) => isThere(index) && !isThere(index - 1) && !isThere(index + 1));
  return lone.length === 0 ? null : lone;
}

/** Days where a day or more lies between two, the clock otherwise, and the day in place of midnight. */
function xLabels({ xKind }: ChartSpec, splits: readonly number[]): string[] {
  if (xKind === 'share') return splits.map((share) => `${Math.round(share * 100)}%`);
  return splits.map((seconds) => {
    const unixMs = seconds * 1000;
    const isMidnight = new Date(unixMs).getHours() === 0 && new Date(unixMs).getMinutes() === 0;
    return isMidnight || (splits[1] ?? 0) - (splits[0] ?? 0) >= 86_400 ? formatDay(unixMs) : formatClock(unixMs);
  });
}
