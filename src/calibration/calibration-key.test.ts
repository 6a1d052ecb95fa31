import { expect, it } from 'vitest';
import { scriptedCalibration } from '../../test/support/scripted-calibration.ts';
import { FEATURES, FEATURES_OF_VERSION, FEATURE_VERSION } from '../confidence/answer-features.ts';
import { answerConfidence } from '../confidence/confidence.ts';
import { createSignalAccumulator } from '../confidence/signal-accumulator.ts';
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

/** Weights of a version of the features, one of them 1. */
function weighing(features: number, count: number, index: number) {
  const column = (value: number) => Array<number>(count).fill(value);
  return { labels: 600, scorer: { kind: 'logistic', features, means: column(0), deviations: column(1), weights: column(0).with(index, 1), bias: 0 }, map: { kind: 'platt', a: -1, b: 0 } } as const;
}

it('goes on with weights of older features, whose places never change, and refuses those of features it does not know', () => {
  expect(FEATURES_OF_VERSION[FEATURE_VERSION]).toBe(FEATURES.length);
  const older = { ...fitted, short: weighing(1, 14, 13) };
  expect(parseCalibration(older)).toEqual({ ok: true, value: older });
  expect(whyNotCalibrated(older, running)).toBeUndefined();
  const accumulator = createSignalAccumulator();
  accumulator.add({ tokenId: 1, logProb: -0.1, margin: 0.8, entropy: 0.2 });
  const signals = accumulator.signals();
  // The fourteenth feature of the first version: whether the answer was cut.
  expect(answerConfidence(signals, older, true).value).toBeCloseTo(1 / (1 + Math.exp(-1)), 9);
  expect(answerConfidence(signals, older, false).value).toBeCloseTo(0.5, 9);

  const newer = { ...fitted, long: weighing(FEATURE_VERSION + 1, 40, 0) };
  expect(whyNotCalibrated(newer, running)).toBe('It was fitted by a newer Phirst: use that one here as well, or fit it again.');
  expect(parseCalibration(newer)).toEqual({ ok: false, error: 'long.scorer.features: was fitted by a newer Phirst: use that one here as well, or fit it again' });
  for (const none of [0, -1, 1.5, FEATURE_VERSION + 0.5]) expect(parseCalibration({ ...fitted, short: weighing(none, 14, 0) })).toEqual({ ok: false, error: `short.scorer.features: is no version of the features: they are 1 to ${FEATURE_VERSION}` });
  expect(parseCalibration({ ...fitted, short: weighing(1, 21, 0) })).toEqual({ ok: false, error: 'short.scorer: has another number of weights than its version of the features' });
});

it('reads what it writes, and names the first fault of anything else', () => {
  expect(parseCalibration(JSON.parse(JSON.stringify(fitted)))).toEqual({ ok: true, value: fitted });
  const comparing = { ...fitted, curve: { ...fitted.curve, worseKept: fitted.curve.points.map(() => 0) } };
  expect(parseCalibration(JSON.parse(JSON.stringify(comparing)))).toEqual({ ok: true, value: comparing });
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
    [{ ...fitted, curve: { ...fitted.curve, points: [[0.5, 0, 0], [2, 3, 1]], worseKept: [0] } }, 'curve: worseKept must hold a count for each point'],
    [{ ...fitted, curve: { ...fitted.curve, points: [[0.5, 0, 0], [2, 3, 1]], worseKept: [0, 2] } }, 'curve: worseKept must hold a count for each point'],
    [{ ...fitted, curve: { ...fitted.curve, worseKept: [1, 0] } }, 'curve.worseKept: must not fall'],
    [{ ...fitted, curve: { ...fitted.curve, points: [[0.5, 0, 0], [2, fitted.curve.labels + 1, 1]] } }, 'curve: no more may be kept than there are labels'],
  ];
  for (const [document, fault] of faults) expect(parseCalibration(document)).toEqual({ ok: false, error: expect.stringContaining(fault) });
});
