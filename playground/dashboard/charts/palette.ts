import { CHART_COLOURS, type ChartColour } from './chart-spec.ts';

export interface Palette {
  readonly colour: Readonly<Record<ChartColour, string>>;
  readonly grid: string;
  readonly text: string;
  readonly font: string;
}

/** The style sheet's colours as they are at this moment: a canvas knows neither variables nor light-dark(). */
export function readPalette(beside: HTMLElement): Palette {
  const probe = document.createElement('span');
  beside.append(probe);
  const read = (variable: string) => {
    probe.style.color = `var(--${variable})`;
    return getComputedStyle(probe).color;
  };
  const colour = Object.fromEntries(CHART_COLOURS.map((name) => [name, read(name)])) as Record<ChartColour, string>;
  const palette = { colour, grid: read('line'), text: read('ink-faint'), font: `12px ${getComputedStyle(beside).fontFamily}` };
  probe.remove();
  return palette;
}

/** `withAlpha('rgb(10, 107, 91)', 0.2)` → 'rgba(10, 107, 91, 0.2)' */
export function withAlpha(rgb: string, alpha: number): string {
  return rgb.replace(/^rgba?\(([^)]*)\)$/, (_, parts: string) => `rgba(${parts.split(',').slice(0, 3).join(',')}, ${alpha})`);
}
