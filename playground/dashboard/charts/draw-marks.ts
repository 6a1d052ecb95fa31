import type UPlot from 'uplot';
import type { ChartSpec } from './chart-spec.ts';
import type { Palette } from './palette.ts';

/** What uPlot has no series for: the level, the diagonal, whiskers. */
export function drawMarks(chart: UPlot, { x, xRange, level, hasDiagonal, whiskers }: ChartSpec, palette: Palette): void {
  const { ctx, bbox } = chart;
  const scale = window.devicePixelRatio;
  const across = (value: number) => chart.valToPos(value, 'x', true);
  const up = (value: number) => chart.valToPos(value, 'y', true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = scale;
  ctx.strokeStyle = palette.text;
  if (level !== undefined) line([bbox.left, up(level)], [bbox.left + bbox.width, up(level)]);
  if (hasDiagonal) {
    ctx.setLineDash([4 * scale, 4 * scale]);
    line([across(xRange[0]), up(xRange[0])], [across(xRange[1]), up(xRange[1])]);
    ctx.setLineDash([]);
  }
  if (whiskers) {
    ctx.strokeStyle = palette.colour[whiskers.colour];
    ctx.lineWidth = 2 * scale;
    x.forEach((value, index) => {
      const [low, high] = [whiskers.low[index], whiskers.high[index]];
      if (typeof low === 'number' && typeof high === 'number') line([across(value), up(low)], [across(value), up(high)]);
    });
  }
  ctx.restore();

  function line([fromX, fromY]: readonly [number, number], [toX, toY]: readonly [number, number]): void {
    ctx.beginPath();
    ctx.moveTo(fromX, fromY);
    ctx.lineTo(toX, toY);
    ctx.stroke();
  }
}
