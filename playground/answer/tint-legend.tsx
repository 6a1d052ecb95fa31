import { formatPercent } from '../format/format-percent.ts';
import { TINTS } from './tint.ts';

interface TintLegendProps {
  readonly isTinted: boolean;
  readonly onChange: (isTinted: boolean) => void;
}

/** What the colours under the words mean, and the switch that takes them away. */
export function TintLegend({ isTinted, onChange }: TintLegendProps) {
  return (
    <div class="tint-legend">
      <label class="check">
        <input type="checkbox" checked={isTinted} onChange={(event) => onChange(event.currentTarget.checked)} />
        <span>
          Tint words <span class="wide-only">by probability</span>
        </span>
      </label>
      {isTinted && (
        <ul class="tint-scale" aria-label="Probability of a word by its tint">
          {TINTS.map(({ name, from }) => (
            <li key={name} class={`token token-${name}`}>
              {from === 0 ? 'less' : `${formatPercent(from)}+`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
