// The cascade at a fixed threshold from what the device and the hosted model have answered already: the decision between
// them is the SDK's own, made again. That it is the same end to end is compared in every run.
import { describeQuery } from '../../src/query/describe-query.ts';
import { acceptAnswer } from '../../src/route/accept-answer.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { AskedAnswer } from './page-session.ts';

/**
 * @param device of a pass that keeps everything, one for each prompt
 * @param hosted what the hosted model says to a prompt
 * @param policy benchPolicy(threshold)
 */
export function replayCascade(prompts: readonly string[], device: readonly AskedAnswer[], hosted: ReadonlyMap<string, AskedAnswer>, policy: Policy): readonly AskedAnswer[] {
  return prompts.map((prompt, index) => {
    const own = device[index] as AskedAnswer;
    if (!isHandedUp(prompt, own, policy)) return own;
    const other = hosted.get(prompt);
    if (!other) throw new Error(`No hosted model was asked "${prompt}".`);
    return { ...other, confidence: own.confidence, deviceTokens: own.deviceTokens };
  });
}

function isHandedUp(prompt: string, own: AskedAnswer, policy: Policy): boolean {
  // A device that failed is never asked how sure it is.
  if (own.hasFailed) return true;
  const { action } = acceptAnswer({
    policy,
    description: describeQuery({ messages: [{ role: 'user', content: prompt }], context: [] }),
    confidence: own.confidence === null ? undefined : { value: own.confidence, isCalibrated: own.isCalibrated },
    tokens: own.outputTokens,
    isComplete: own.isComplete,
    escalationBlockedBy: undefined,
    hostedQuality: policy.hosted.models[0]?.quality?.overall,
  });
  return action === 'escalate';
}

/** Share of the questions with the same text from the same source; NaN of none. */
export function agreement(one: readonly AskedAnswer[], other: readonly AskedAnswer[]): number {
  return one.filter(({ source, text }, index) => source === other[index]?.source && text === other[index]?.text).length / one.length;
}
