import { useEffect, useRef } from 'preact/hooks';
import type { ChartColour, ChartSpec } from './chart-spec.ts';
import { ChartTable, type TableColumn } from './chart-table.tsx';
import { readPalette } from './palette.ts';
import { useAppearance } from './use-appearance.ts';

interface ChartProps {
  readonly spec: ChartSpec;
  /** What it shows, in a sentence: for those who can't see it, and above it for the others. */
  readonly summary: string;
  readonly legend: readonly { readonly label: string; readonly colour: ChartColour; readonly look?: 'fill' | 'line' | 'dashed' | 'band' }[];
  /** What is pointed at, in words. */
  readonly describe: (index: number) => string;
  readonly columns: readonly TableColumn[];
}

/** A chart in room that is there before it is, with its legend, a line about what is pointed at, and the same as a table. */
export function Chart({ spec, summary, legend, describe, columns }: ChartProps) {
  const room = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLParagraphElement>(null);
  const appearance = useAppearance();
  useEffect(() => {
    const element = room.current;
    if (!element) return undefined;
    let isGone = false;
    let remove = () => {};
    const tell = (index: number | undefined) => {
      if (readout.current) readout.current.textContent = index === undefined ? '' : describe(index);
    };
    void import('./draw-chart.ts').then(({ drawChart }) => {
      if (isGone) return;
      element.replaceChildren();
      const chart = drawChart(element, spec, readPalette(element), tell);
      const observer = new ResizeObserver(() => chart.resize(element.clientWidth));
      observer.observe(element);
      remove = () => {
        observer.disconnect();
        chart.remove();
      };
    });
    return () => {
      isGone = true;
      remove();
    };
  }, [spec, describe, appearance]);
  return (
    <div class="chart">
      <p class="chart-summary">{summary}</p>
      <ul class="legend" aria-hidden="true">
        {legend.map(({ label, colour, look = 'fill' }) => (
          <li key={label}>
            <span class={`swatch is-${look} of-${colour}`} />
            {label}
          </li>
        ))}
      </ul>
      <div ref={room} class="chart-room" role="img" aria-label={summary} style={{ height: `${spec.height}px` }} />
      <p ref={readout} class="chart-readout" aria-hidden="true" />
      <ChartTable columns={columns} count={spec.x.length} />
    </div>
  );
}
