// Raw score → probability, as fitted for one model on one class of device.

/** A monotone map as knots, plus what it was fitted for. It is used for that model and dtype alone. */
export interface Calibration {
  /** Catalog id of the model. */
  readonly model: string;
  readonly dtype: string;
  /** Labels it rests on. */
  readonly labels: number;
  /** Rising scores and the probabilities they stand for; linear between them, constant outside. */
  readonly knots: readonly (readonly [score: number, probability: number])[];
}

/** `applyCalibration({ …, knots: [[0, 0.2], [1, 0.8]] }, 0.5)` → 0.5 */
export function applyCalibration(calibration: Calibration, score: number): number {
  const { knots } = calibration;
  const last = knots[knots.length - 1];
  if (last === undefined) return score;
  let [lowScore, lowProbability] = knots[0] as readonly [number, number];
  if (score <= lowScore) return lowProbability;
  for (const [highScore, highProbability] of knots) {
    if (score <= highScore) {
      const share = highScore === lowScore ? 1 : (score - lowScore) / (highScore - lowScore);
      return lowProbability + share * (highProbability - lowProbability);
    }
    lowScore = highScore;
    lowProbability = highProbability;
  }
  return last[1];
}
