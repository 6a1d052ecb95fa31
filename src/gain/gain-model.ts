// Question → P(hosted right) − P(device right), by hashed words and the description, in some microseconds.
import { exp } from '../numerics/exp.ts';
import type { QueryDescription } from '../query/query-description.ts';
import type { GainArtefact } from './gain-artefact.ts';
import { DENSE, fillDense, kindOf } from './gain-counts.ts';
import type { GainEstimate } from './gain-estimate.ts';
import { createGainReader } from './gain-reader.ts';
import { knownPlace, shareOfPairs } from './known-place.ts';
import { shapeOf } from './question-shape.ts';

/** Beyond so many standard deviations a count says no more; the trainer clips alike. */
const MOST_DEVIATIONS = 4;

export interface GainModel {
  readonly header: GainArtefact['header'];
  /**
   * @param text what is asked: the last message of the user
   * @example model.estimate('Who signed the Treaty of Teschen?', description) // { gain: 0.31…, isFamiliar: true, … }
   */
  estimate(text: string, description: QueryDescription): GainEstimate;
}

export function createGainModel({ header, weights, seen, pairs }: GainArtefact): GainModel {
  const reader = createGainReader();
  const dense = new Float64Array(DENSE.length);
  const { mean, deviation, device: deviceDense, hosted: hostedDense } = header.dense;
  const deviationsOf = (column: number, value: number) => Math.min(MOST_DEVIATIONS, Math.max(-MOST_DEVIATIONS, (value - mean[column]!) / deviation[column]!));
  // Most columns are 0, those of other kinds and tasks: how far that is from the mean is always the same.
  const atZero = mean.map((_, column) => deviationsOf(column, 0));
  return {
    header,
    estimate(text, description) {
      reader.read(text);
      const { slots, slotCount, words, wordCount } = reader;
      const kind = kindOf(reader.counts, description);
      let known = 0;
      for (let index = 0; index < wordCount; index++) {
        const place = knownPlace(words[index]!, kind);
        known += (seen[place >>> 3]! >>> (place & 7)) & 1;
      }
      const familiarity = round(wordCount === 0 ? 0 : known / wordCount);
      const isKnownShape = header.shapes[shapeOf(reader.counts, description)]! >= header.familiarShapeFrom;
      const pairsFrom = header.familiarPairsFrom[kind]!;
      const hasKnownPairs = pairsFrom === 0 || round(shareOfPairs(words, wordCount, kind, pairs)) >= pairsFrom;
      if (!isKnownShape || !hasKnownPairs || familiarity < header.familiarFrom) {
        // A task's prior comes from the shapes that were seen of it: of another shape it says no more than all questions do.
        const { device, hosted } = (isKnownShape ? header.priors.byTask[description.task] : undefined) ?? header.priors.overall;
        return { gain: round(hosted - device), deviceRight: device, hostedRight: hosted, familiarity, isFamiliar: false };
      }
      let device = 0;
      let hosted = 0;
      for (let index = 0; index < slotCount; index++) {
        const at = 2 * slots[index]!;
        device += weights[at]!;
        hosted += weights[at + 1]!;
      }
      const share = 1 / Math.sqrt(Math.max(1, slotCount));
      device = header.intercept.device + device * header.scale.device * share;
      hosted = header.intercept.hosted + hosted * header.scale.hosted * share;
      fillDense(dense, reader.counts, description);
      for (let column = 0; column < dense.length; column++) {
        const value = dense[column]!;
        const deviations = value === 0 ? atZero[column]! : deviationsOf(column, value);
        device += deviceDense[column]! * deviations;
        hosted += hostedDense[column]! * deviations;
      }
      const deviceRight = round(1 / (1 + exp(-device)));
      const hostedRight = round(1 / (1 + exp(-hosted)));
      const { offset, slope } = header.calibration;
      const gain = Math.min(1, Math.max(-1, round(offset + slope * (hostedRight - deviceRight))));
      return { gain, deviceRight, hostedRight, familiarity, isFamiliar: true };
    },
  };
}

/** To 1e-9: what is compared with a threshold must not hang on a last bit. */
function round(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
