// CUPED: takes out of an outcome what a number known before the experiment explains of it. The mean stays, the variance
// shrinks by the square of their correlation.

export interface CupedAdjustment {
  /** cov(Y, X) / var(X). */
  readonly slope: number;
  readonly adjusted: readonly number[];
}

/** @param covariates of the same units, measured before any of them met the experiment. */
export function adjustByCovariate(outcomes: readonly number[], covariates: readonly number[]): CupedAdjustment {
  const meanOutcome = mean(outcomes);
  const meanCovariate = mean(covariates);
  let covariance = 0;
  let variance = 0;
  covariates.forEach((covariate, index) => {
    const distance = covariate - meanCovariate;
    covariance += distance * ((outcomes[index] as number) - meanOutcome);
    variance += distance * distance;
  });
  // A covariate that never varies explains nothing.
  const slope = variance === 0 ? 0 : covariance / variance;
  return { slope, adjusted: outcomes.map((outcome, index) => outcome - slope * ((covariates[index] as number) - meanCovariate)) };
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
