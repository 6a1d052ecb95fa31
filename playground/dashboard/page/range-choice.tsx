import { RANGES, type RangeName } from '../range/time-range.ts';

interface RangeChoiceProps {
  readonly range: RangeName;
  readonly onRange: (range: RangeName) => void;
}

export function RangeChoice({ range, onRange }: RangeChoiceProps) {
  return (
    <fieldset class="range-choice">
      <legend class="visually-hidden">Time range</legend>
      {(Object.keys(RANGES) as RangeName[]).map((name) => (
        <label key={name} class={name === range ? 'is-chosen' : ''}>
          <input type="radio" name="range" class="visually-hidden" checked={name === range} data-testid={`range-${name}`} onChange={() => onRange(name)} />
          <span aria-hidden="true">{RANGES[name].label}</span>
          <span class="visually-hidden">{RANGES[name].words}</span>
        </label>
      ))}
    </fieldset>
  );
}
