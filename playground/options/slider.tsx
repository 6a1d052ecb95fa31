import { useId } from 'preact/hooks';
import { Icon } from '../icons/icon.tsx';

interface SliderProps {
  readonly label: string;
  readonly testId: string;
  readonly hint: string;
  /** The values it stops at, ascending. */
  readonly stops: readonly number[];
  /** One of the stops. */
  readonly value: number;
  readonly format: (value: number) => string;
  /** The value of the policy's own; undefined until a policy is there. */
  readonly policyValue: number | undefined;
  readonly isOverridden: boolean;
  readonly onChange: (value: number) => void;
  readonly onReset: () => void;
}

/** One setting of the policy: its value, where the policy has it, and the way back. */
export function Slider(props: SliderProps) {
  const { label, testId, hint, stops, value, format, policyValue, isOverridden, onChange, onReset } = props;
  const id = useId();
  return (
    <div class="slider">
      <div class="slider-head">
        <label for={id}>{label}</label>
        {isOverridden && policyValue !== undefined && (
          <button
            type="button"
            class="icon-button is-small"
            aria-label={`${label}: back to the policy’s ${format(policyValue)}`}
            title={`Back to the policy’s ${format(policyValue)}`}
            onClick={onReset}
          >
            <Icon name="retry" />
          </button>
        )}
        <output for={id} class="slider-value">
          {policyValue === undefined ? '…' : format(value)}
        </output>
      </div>
      <input
        id={id}
        type="range"
        data-testid={testId}
        min={0}
        max={stops.length - 1}
        step={1}
        value={Math.max(0, stops.indexOf(value))}
        disabled={policyValue === undefined}
        aria-valuetext={format(value)}
        aria-describedby={`${id}-hint`}
        onInput={(event) => {
          const stop = stops[event.currentTarget.valueAsNumber];
          if (stop !== undefined) onChange(stop);
        }}
      />
      <p id={`${id}-hint`} class="hint">
        {isOverridden && policyValue !== undefined ? `Set here. The policy says ${format(policyValue)}.` : hint}
      </p>
    </div>
  );
}
