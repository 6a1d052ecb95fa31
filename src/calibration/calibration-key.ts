// A calibration is used for exactly what it was fitted on: other weights, another precision or another kind of device is sure
// in another way.
import { FEATURE_VERSION } from '../confidence/answer-features.ts';
import type { Calibration, CalibrationKey } from './calibration.ts';

/** What runs here. */
export interface RunningModel {
  readonly model: string;
  /** Undefined where the engine doesn't tell. */
  readonly revision: string | undefined;
  readonly dtype: string | undefined;
  readonly deviceClass: string;
}

/**
 * Why this calibration can't be used here; undefined where it can.
 *
 * @example whyNotCalibrated(calibration, running) // 'It was fitted for the dtype q4f16, and this is q4.'
 */
export function whyNotCalibrated(fitted: (CalibrationKey & Pick<Calibration, 'short' | 'long' | 'watch'>) | undefined, running: RunningModel): string | undefined {
  if (!fitted) return 'No labels of this model were fitted.';
  if (fitted.model !== running.model) return `It was fitted for the model ${fitted.model}, and this is ${running.model}.`;
  if (fitted.dtype !== running.dtype) return `It was fitted for the dtype ${fitted.dtype}, and this is ${running.dtype ?? 'unknown'}.`;
  if (fitted.revision !== running.revision) return `It was fitted for the revision ${short(fitted.revision)}, and this is ${running.revision === undefined ? 'unknown' : short(running.revision)}.`;
  if (!fitted.deviceClasses.includes(running.deviceClass)) return `It was fitted on ${fitted.deviceClasses.join(', ')}, and this is ${running.deviceClass}.`;
  if (isNewer(fitted)) return 'It was fitted by a newer Phirst: use that one here as well, or fit it again.';
  return undefined;
}

function isNewer(fitted: Pick<Calibration, 'short' | 'long' | 'watch'>): boolean {
  return [fitted.short, fitted.long, fitted.watch].some((part) => part?.scorer.kind === 'logistic' && part.scorer.features > FEATURE_VERSION);
}

/** A digest by its first digits. */
function short(revision: string): string {
  return /^[0-9a-f]{40,}$/.test(revision) ? revision.slice(0, 12) : revision;
}
