// Whether devices and hosted models agreed, summed by hour, hosted model, task and how sure the device was: what is learned of a
// hosted model's answers without a text. Pure.
import { rightByAgreement } from '../../src/catalog/right-by-agreement.ts';
import type { JudgedAnswers } from '../../src/catalog/quality-estimate.ts';
import { hourOf, type Audit } from './traffic-sums.ts';

const BINS = 10;
/** Clients tell of agreement: all of them together count as so many answers and no more. */
const MOST_JUDGED = 200;

export interface AgreementSum {
  readonly startMs: number;
  readonly model: string;
  readonly task: string;
  /** Tenth of the device's calibrated confidence. */
  readonly bin: number;
  readonly confidence: number;
  readonly agreed: number;
  readonly disagreed: number;
}

/** Nothing where the device's confidence is no probability yet. */
export function agreementOf({ isCalibrated, confidence, agreed, hostedModel, accept }: Audit, receivedAt: number): readonly AgreementSum[] {
  if (!isCalibrated || confidence === null || !accept) return [];
  const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
  return [{ startMs: hourOf(receivedAt), model: hostedModel, task: accept.input.description.task, bin, confidence, agreed: agreed ? 1 : 0, disagreed: agreed ? 0 : 1 }];
}

export function agreementKey({ startMs, model, task, bin }: AgreementSum): string {
  return JSON.stringify([startMs, model, task, bin]);
}

export function mergeAgreement(one: AgreementSum, other: AgreementSum): AgreementSum {
  return { ...one, confidence: one.confidence + other.confidence, agreed: one.agreed + other.agreed, disagreed: one.disagreed + other.disagreed };
}

/** `judged.get(judgementKey('openai/gpt-4o', 'knowledge'))` */
export function judgementKey(model: string, task: string): string {
  return `${model} ${task}`;
}

/** Expected right and wrong answers of each model on each task. */
export function judgedByTask(sums: readonly AgreementSum[]): ReadonlyMap<string, JudgedAnswers> {
  const grouped = new Map<string, AgreementSum[]>();
  for (const sum of sums) {
    const key = judgementKey(sum.model, sum.task);
    grouped.set(key, [...(grouped.get(key) ?? []), sum]);
  }
  return new Map([...grouped].map(([key, own]) => [key, atMost(rightByAgreement(own.map(({ confidence, agreed, disagreed }) => ({ deviceRight: confidence / (agreed + disagreed), agreed, disagreed }))))]));
}

function atMost({ right, wrong }: JudgedAnswers): JudgedAnswers {
  const scale = Math.min(1, MOST_JUDGED / Math.max(1, right + wrong));
  return { right: right * scale, wrong: wrong * scale };
}
