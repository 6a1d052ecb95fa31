import { expect, it } from 'vitest';
import { scriptedCalibration } from '../../test/support/scripted-calibration.ts';
import { whyNotCalibrated, type RunningModel } from './calibration-key.ts';
import { parseCalibration } from './parse-calibration.ts';

const fitted = scriptedCalibration({ revision: 'a'.repeat(64), dtype: 'q4f16', deviceClasses: ['desktop-webgpu'] });
const running: RunningModel = { model: 'phi-3-nano', revision: 'a'.repeat(64), dtype: 'q4f16', deviceClass: 'desktop-webgpu' };

it('is used for exactly what it was fitted on, and says why not elsewhere', () => {
  expect(whyNotCalibrated(fitted, running)).toBeUndefined();
  expect(whyNotCalibrated(undefined, running)).toBe('No labels of this model were fitted.');
  expect(whyNotCalibrated(fitted, { ...running, model: 'phi-3-mini-4k' })).toBe('It was fitted for the model phi-3-nano, and this is phi-3-mini-4k.');
  expect(whyNotCalibrated(fitted, { ...running, dtype: 'q4' })).toBe('It was fitted for the dtype q4f16, and this is q4.');
  expect(whyNotCalibrated(fitted, { ...running, revision: 'b'.repeat(64) })).toBe('It was fitted for the revision aaaaaaaaaaaa, and this is bbbbbbbbbbbb.');
  expect(whyNotCalibrated(fitted, { ...running, revision: undefined })).toBe('It was fitted for the revision aaaaaaaaaaaa, and this is unknown.');
  expect(whyNotCalibrated(fitted, { ...running, deviceClass: 'mobile-webgpu' })).toBe('It was fitted on desktop-webgpu, and this is mobile-webgpu.');
});

it('reads what it writes, and names the first fault of anything else', () => {
  expect(parseCalibration(JSON.parse(JSON.stringify(fitted)))).toEqual({ ok: true, value: fitted });
  const faults: [object, string][] = [
    [{ ...fitted, schemaVersion: 2 }, 'schemaVersion: '],
    [{ ...fitted, short: { ...fitted.short, map: { kind: 'platt', a: 1, b: 0 } } }, 'short.map.a: must not rise with the risk'],
    [{ ...fitted, long: { ...fitted.long, map: { kind: 'isotonic', knots: [[0, 0.5], [1, 0.4]] } } }, 'long.map.knots: probabilities must not fall'],
    [{ ...fitted, curve: { ...fitted.curve, points: [[0.5, 1, 0], [0.4, 2, 0]] } }, 'curve.points: thresholds must rise'],
    [{ ...fitted, deviceClasses: [] }, 'deviceClasses: '],
    // A threshold is looked up in the curve: one that keeps more wrong answers than it keeps would promise anything.
    [{ ...fitted, curve: { ...fitted.curve, points: [] } }, 'curve.points: '],
    [{ ...fitted, curve: { ...fitted.curve, points: [[0.5, 0, 0], [2, 3, 4]] } }, 'curve.points: no more may be wrong than are kept'],
    [{ ...fitted, curve: { ...fitted.curve, points: [[0.5, 4, 1], [2, 3, 1]] } }, 'curve.points: a looser threshold must keep as many'],
    [{ ...fitted, curve: { ...fitted.curve, points: [[0.5, 0, 0], [2, fitted.curve.labels + 1, 1]] } }, 'curve: no more may be kept than there are labels'],
  ];
  for (const [document, fault] of faults) expect(parseCalibration(document)).toEqual({ ok: false, error: expect.stringContaining(fault) });
});
