// What a gain model says of one question.

export interface GainEstimate {
  /** P(hosted right) − P(device right), calibrated on questions the model wasn't fitted on; −1 to 1. */
  readonly gain: number;
  readonly deviceRight: number;
  readonly hostedRight: number;
  /** The share of the question's words that training knew from questions of its kind. */
  readonly familiarity: number;
  /** False for a question unlike those of training, in its words (then the first three are the prior of its task) or in its shape (then they are that of all questions). */
  readonly isFamiliar: boolean;
  /** SHA-256 of the artefact that said so. */
  readonly model?: string | undefined;
  /** The hosted model that `hostedRight` stands for, whichever ones are configured. */
  readonly against?: string | undefined;
}
