// A calibration for the scripted engine: right answers are 0.9, unsure ones 0.2, and promises rest on a hundred labels.
import type { Calibration } from '../../src/calibration/calibration.ts';
import { riskCurve } from '../../src/deferral/risk-curve.ts';

export function scriptedCalibration(parts: Partial<Calibration> = {}): Calibration {
  // Sure of every answer of which it is at least as sure as of a coin's toss.
  const fitted = { labels: 100, scorer: { kind: 'score' }, map: { kind: 'isotonic', knots: [[-0.1, 0.2], [0.1, 0.9]] } } as const;
  const risks = Array.from({ length: 200 }, (_, index) => (index < 150 ? 0.05 + index / 1500 : 0.8));
  return {
    schemaVersion: 1,
    id: '0'.repeat(64),
    model: 'phi-3-nano',
    revision: 'script',
    dtype: 'none',
    deviceClasses: ['desktop-scripted', 'mobile-scripted'],
    decoding: 'greedy',
    template: 'script',
    labelSource: 'script',
    labels: 200,
    short: fitted,
    long: fitted,
    curve: riskCurve(risks, risks.map((risk) => (risk < 0.5 ? 1 : 0))),
    ...parts,
  };
}
