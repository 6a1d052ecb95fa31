import { formatPercent } from '../format/format-percent.ts';

interface ConfidenceMeterProps {
  readonly confidence: number;
  readonly isCalibrated: boolean;
  readonly isUnsure: boolean;
}

/** How sure the device is: a figure, a bar, and whether the figure may be taken for a probability. */
export function ConfidenceMeter({ confidence, isCalibrated, isUnsure }: ConfidenceMeterProps) {
  return (
    <span class="confidence" data-testid="confidence" data-value={confidence.toFixed(4)}>
      {formatPercent(confidence)}
      <svg class="confidence-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="confidence-track" width="100" height="6" />
        <rect class={isUnsure ? 'confidence-fill is-unsure' : 'confidence-fill'} width={confidence * 100} height="6" />
      </svg>
      {!isCalibrated && (
        <span
          class="badge"
          title="No graded answers of this model on this kind of device were fitted yet: read it as an order, not as a probability."
        >
          uncalibrated
        </span>
      )}
    </span>
  );
}
