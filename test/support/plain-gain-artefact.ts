// A gain model with no weights: every familiar question gets the intercepts. Tests set what they are about.
import { PAIR_BITS } from '../../src/gain/known-place.ts';
import { DENSE, KINDS } from '../../src/gain/gain-counts.ts';
import { FEATURE_VERSION, SEEN_BITS, SLOTS } from '../../src/gain/gain-reader.ts';
import { SHAPES } from '../../src/gain/question-shape.ts';
import type { GainArtefact, GainHeader } from '../../src/gain/gain-artefact.ts';

export function plainArtefact(header: Partial<GainHeader> = {}): GainArtefact {
  const column = (value: number) => DENSE.map(() => value);
  return {
    header: {
      schemaVersion: 4,
      featureVersion: FEATURE_VERSION,
      device: 'phi-3-mini-4k',
      hosted: 'gpt-4o-2024-05-13',
      sources: ['example'],
      questions: 100,
      seed: 1,
      dense: { mean: column(0), deviation: column(1), device: column(0), hosted: column(0) },
      intercept: { device: 0, hosted: 2 },
      scale: { device: 0.01, hosted: 0.01 },
      calibration: { offset: 0, slope: 1 },
      familiarFrom: 0.5,
      familiarPairsFrom: KINDS.map(() => 0),
      shapes: Array.from({ length: SHAPES }, () => 100),
      familiarShapeFrom: 100,
      priors: { overall: { device: 0.5, hosted: 0.75 }, byTask: { knowledge: { device: 0.25, hosted: 0.75 } } },
      ...header,
    },
    weights: new Int8Array(2 * SLOTS),
    pairs: new Uint8Array(PAIR_BITS / 8).fill(255),
    seen: new Uint8Array(SEEN_BITS / 8).fill(255),
  };
}
