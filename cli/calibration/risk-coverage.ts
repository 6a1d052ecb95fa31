// Risk against coverage: how many of the surest answers are wrong, as one keeps more of them. For a terminal, and as SVG.
export interface RiskPoint {
  readonly coverage: number;
  readonly risk: number;
}

const COLUMNS = 60;
const ROWS = 10;

/** The highest risk on the axis: a round one. */
function topOf(points: readonly RiskPoint[]): number {
  const highest = Math.max(...points.map(({ risk }) => risk), 0.01);
  return [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1].find((top) => top >= highest) ?? 1;
}

const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;

/** In letters: one column a sixtieth of all answers. */
export function riskCoverageChart(points: readonly RiskPoint[]): string {
  const top = topOf(points);
  const heights = Array.from({ length: COLUMNS }, (_, column) => {
    const point = points.find(({ coverage }) => coverage >= (column + 1) / COLUMNS - 1e-9) ?? points.at(-1);
    return Math.round(((point?.risk ?? 0) / top) * ROWS);
  });
  const lines = Array.from({ length: ROWS + 1 }, (_, index) => {
    const height = ROWS - index;
    const label = height % 5 === 0 ? percent((top * height) / ROWS) : '';
    const row = heights.map((each) => (each === height ? '•' : each > height ? '·' : ' ')).join('').trimEnd();
    return `  ${label.padStart(6)} │${row}`;
  });
  const axis = `  ${' '.repeat(6)} └${'─'.repeat(COLUMNS)}`;
  const marks = `  ${' '.repeat(6)}  ${'0 %'.padEnd(COLUMNS / 2 - 2)}${'50 %'.padEnd(COLUMNS / 2 - 3)}100 %`;
  return `  wrong among the kept ones\n${[...lines, axis, marks].join('\n')}\n  ${' '.repeat(6)}  share of the answers that are kept, the surest first\n`;
}

const WIDTH = 640;
const HEIGHT = 400;
const MARGIN = { left: 64, right: 16, top: 24, bottom: 56 };

/** A picture that stands alone, light or dark. */
export function riskCoverageSvg(points: readonly RiskPoint[], title: string): string {
  const top = topOf(points);
  const x = (coverage: number) => MARGIN.left + coverage * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (risk: number) => HEIGHT - MARGIN.bottom - (risk / top) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const fixed = (value: number) => value.toFixed(1);
  const path = points.map(({ coverage, risk }, index) => `${index === 0 ? 'M' : 'L'}${fixed(x(coverage))} ${fixed(y(risk))}`).join('');
  const rows = [0, 0.25, 0.5, 0.75, 1].map((share) => `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${fixed(y(share * top))}" y2="${fixed(y(share * top))}"/><text x="${MARGIN.left - 8}" y="${fixed(y(share * top) + 4)}" text-anchor="end">${percent(share * top)}</text>`);
  const columns = [0, 0.25, 0.5, 0.75, 1].map((share) => `<text x="${fixed(x(share))}" y="${HEIGHT - MARGIN.bottom + 20}" text-anchor="middle">${percent(share)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(title)}">
<style>text{font:13px system-ui,sans-serif;fill:#444}.grid{stroke:#8884}.line{fill:none;stroke:#1668dc;stroke-width:2}@media(prefers-color-scheme:dark){text{fill:#ccc}.line{stroke:#69b1ff}}</style>
<title>${escape(title)}</title>
${rows.join('')}${columns.join('')}
<path class="line" d="${path}"/>
<text x="${MARGIN.left}" y="16">wrong among the kept ones</text>
<text x="${fixed(x(0.5))}" y="${HEIGHT - 12}" text-anchor="middle">share of the answers that are kept, the surest first</text>
</svg>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
