// What is printed of the answers.
import { printResult } from '../report/print-result.ts';
import { LEAST_AGREEMENT, MOST_SPENT, PROMISED, SHARE_GOALS, SHARE_TOLERANCE, WATCHED_SHARE, type Judge, type ShareGoal } from './goals.ts';
import { accuracy, confidenceAuroc, hostedShare, isInDistribution, printPerTask, printPerTier, type GradedAnswer } from './grade-run.ts';
import type { ProbeOverhead } from './probe-overhead.ts';
import { resamplePromise, spentOnLong } from './promises.ts';
import { effectiveQuestions, intervalOverPrompts } from './prompt-interval.ts';

export function reportDevice(device: readonly GradedAnswer[], judge: Judge): void {
  const within = device.filter(isInDistribution);
  const outside = device.filter((answer) => !isInDistribution(answer));
  printPerTier('device', device);
  printPerTask('device', device);
  printResult({ name: 'device.auroc', value: confidenceAuroc(within), unit: 'probability', of: 'the first three tiers', questions: within.length });
  printResult({ name: 'device.auroc', value: confidenceAuroc(device), unit: 'probability', of: 'the whole exam', questions: device.length });
  printResult({ name: 'device.whole_accuracy', value: accuracy(device), unit: 'share', questions: device.length });
  printResult({ name: 'out_of_distribution.confidently_wrong', value: outside.filter((answer) => !answer.isRight && (answer.confidence ?? 0) > 0.5).length / outside.length, unit: 'share', questions: outside.length });
  judge.goal('device_alone', accuracy(within), accuracy(within) >= 0.7 && accuracy(within) <= 0.9, 'between 0.70 and 0.90, else the exam is mis-set');
}

/** Printed of both hosts; the goals are the exact one's. */
export function reportCascade(name: string, share: number, answers: readonly GradedAnswer[]): void {
  const [low, high] = intervalOverPrompts(answers);
  printResult({
    name: `${name}.accuracy`,
    value: accuracy(answers),
    unit: 'share',
    share,
    hostedShare: hostedShare(answers),
    low,
    high,
    interval: '95 %, Wilson over distinct prompts',
    questions: answers.length,
    worthQuestions: Math.round(effectiveQuestions(answers)),
  });
  printPerTier(`${name}.${share}`, answers);
}

export function judgeCascade({ share, accuracy: wanted, lowerBound }: ShareGoal, answers: readonly GradedAnswer[], device: readonly GradedAnswer[], judge: Judge): void {
  const handedUp = hostedShare(answers);
  // Every wrong answer among those that went up: nobody could do better with this device.
  printResult({ name: 'cascade.best_possible', value: Math.min(1, accuracy(device) + handedUp), unit: 'share', share });
  const [low] = intervalOverPrompts(answers);
  judge.goal(`cascade.${share}.lower_bound`, low, low >= lowerBound, `≥ ${lowerBound}`);
  const isFixed = Math.abs(handedUp - share) <= SHARE_TOLERANCE;
  judge.goal(`cascade.${share}`, accuracy(answers), accuracy(answers) >= wanted && isFixed, `≥ ${wanted} with ${share} ± ${SHARE_TOLERANCE} handed up; it was ${handedUp.toFixed(4)}`);
}

export function reportPromise(exams: readonly (readonly GradedAnswer[])[], judge: Judge): void {
  const resampled = resamplePromise(exams, PROMISED);
  printResult({ name: 'promise.kept', value: resampled.meanKept, unit: 'share', promised: PROMISED });
  printResult({ name: 'promise.wrong_kept', value: resampled.meanWrongKept, unit: 'share', promised: PROMISED });
  judge.goal('promise.wrong_kept', resampled.held, resampled.held >= 0.95, `at most ${PROMISED} of all kept and wrong in 95 of 100 calibrations, on seeds that gave them no label`);
}

export function reportWatched(device: readonly GradedAnswer[], watched: readonly GradedAnswer[], judge: Judge): void {
  const spent = spentOnLong(device, watched);
  printResult({ name: 'watched.accuracy', value: accuracy(watched), unit: 'share', promised: WATCHED_SHARE, hostedShare: hostedShare(watched), questions: watched.length });
  printPerTier('watched', watched);
  judge.goal('watched.spent_on_long', spent.share, spent.share <= MOST_SPENT, `≤ ${MOST_SPENT} of the tokens of ${spent.answers} long answers that were handed up`);
  const foreign = watched.filter((answer) => !isInDistribution(answer));
  judge.goal('watched.out_of_distribution', hostedShare(foreign), hostedShare(foreign) >= 0.9, `≥ 0.9 of ${foreign.length} handed up`);
}

/** Every answer of the first seed at every share, once end to end and once decided again. */
export function judgeAgreement(agreed: readonly number[], questions: number, judge: Judge): void {
  agreed.forEach((value, index) => printResult({ name: 'replay.agrees', value, unit: 'share', share: SHARE_GOALS[index]?.share, questions }));
  const mean = agreed.reduce((sum, value) => sum + value, 0) / agreed.length;
  judge.goal('replay_agrees', mean, mean >= LEAST_AGREEMENT, `≥ ${LEAST_AGREEMENT} of ${agreed.length * questions} answers have the same source and text end to end`);
}

/** What one question costs, by the page's own clock. */
export function reportSeconds(pass: string, answers: readonly { readonly totalMs: number }[]): void {
  printResult({ name: 'seconds_per_question', value: answers.reduce((sum, { totalMs }) => sum + totalMs, 0) / answers.length / 1000, unit: 's', pass, questions: answers.length });
}

export function reportOverhead(overhead: ProbeOverhead, judge: Judge): void {
  printResult({ name: 'probe.decode_rate_ratio', value: overhead.ratio, unit: 'with probe ÷ plain', rounds: overhead.rounds, withProbe: overhead.withProbe, plain: overhead.plain });
  printResult({ name: 'engine.decode_rate_ratio', value: overhead.engineRatio, unit: 'whole engine ÷ plain', rounds: overhead.rounds });
  judge.goal('probe_overhead', 1 - overhead.ratio, overhead.ratio >= 0.97, '≤ 0.03');
}
