// A gain model that nobody trained: weights as they come up, over the real features.
import { DENSE, KINDS } from '../../../src/gain/gain-counts.ts';
import type { GainArtefact } from '../../../src/gain/gain-artefact.ts';
import { createGainModel, type GainModel } from '../../../src/gain/gain-model.ts';
import { FEATURE_VERSION, SEEN_BITS, SLOTS } from '../../../src/gain/gain-reader.ts';
import { PAIR_BITS } from '../../../src/gain/known-place.ts';
import { SHAPES } from '../../../src/gain/question-shape.ts';
import type { Draws } from './draws.ts';

export function drawGainModel(draws: Draws): GainModel {
  return createGainModel(drawGainArtefact(draws));
}

export function drawGainArtefact(draws: Draws): GainArtefact {
  const column = (around: number) => DENSE.map(() => around + draws.share() / 2);
  return {
    header: {
      schemaVersion: 4,
      featureVersion: FEATURE_VERSION,
      device: 'phi-3-mini-4k',
      hosted: 'any',
      sources: ['drawn'],
      questions: 1,
      seed: 1,
      dense: { mean: column(0), deviation: column(0.5), device: column(-0.25), hosted: column(-0.25) },
      intercept: { device: draws.share(), hosted: 1 + draws.share() },
      scale: { device: 0.02, hosted: 0.02 },
      calibration: { offset: draws.share() / 10, slope: 0.5 + draws.share() },
      familiarFrom: 0.5,
      familiarPairsFrom: KINDS.map((_, kind) => (kind === 0 ? 0 : 0.45)),
      shapes: Array.from({ length: SHAPES }, () => draws.whole(50, 400)),
      familiarShapeFrom: 100,
      priors: { overall: { device: 0.6, hosted: 0.8 }, byTask: { knowledge: { device: draws.share(), hosted: draws.share() } } },
    },
    weights: Int8Array.from({ length: 2 * SLOTS }, () => draws.whole(-127, 127)),
    // Half of all words are known, so that some questions are familiar and some are not.
    seen: Uint8Array.from({ length: SEEN_BITS / 8 }, () => draws.whole(0, 255)),
    pairs: Uint8Array.from({ length: PAIR_BITS / 8 }, () => draws.whole(0, 255)),
  };
}
