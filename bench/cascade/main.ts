// npm run bench:cascade: what handing up the least sure answers is worth. Headless Chromium, the SDK, phi-3-nano on wasm,
// the router in workerd, the reference host over HTTP: exact, and the large one that is right 97 times in 100. Device and
// hosted models answer every question once, and each cascade is decided from those answers by the SDK's own code; on the
// first seed it runs end to end as well, and has to come out the same.
import { join } from 'node:path';
import { printResult } from '../report/print-result.ts';
import { benchPolicy } from './bench-policy.ts';
import { createJudge, SHARE_GOALS } from './goals.ts';
import { accuracy, gradeRun, hostedShare, isInDistribution, printPerTier, type GradedAnswer } from './grade-run.ts';
import { modelDigest } from './model-digest.ts';
import { readOptions } from './options.ts';
import type { AskedAnswer } from './page-session.ts';
import type { Pass } from './pass.ts';
import { measureProbeOverhead } from './probe-overhead.ts';
import { createProgress } from './progress.ts';
import { agreement, replayCascade } from './replay-cascade.ts';
import { judgeAgreement, judgeCascade, reportCascade, reportDevice, reportOverhead, reportPromise, reportSeconds, reportWatched } from './report.ts';
import { runPasses, type Crew } from './run-passes.ts';
import { cascadePass, devicePass, examOf, hostedPass, repeatedShares, shippedPass, thresholdsOf, watchedPass, type SeedExam } from './seed-run.ts';
import { startStage } from './stage.ts';

const { seeds, count, pages, record, model } = readOptions();
const exams = seeds.map((seed) => examOf(seed, count));
const first = exams[0] as SeedExam;
/** With a single seed the thresholds need another one. */
const labelled = exams.length > 1 ? exams : [first, examOf(first.seed + 1000, count)];
const everyPrompt = exams.flatMap(({ prompts }) => prompts);

const digest = modelDigest(model);
printResult({ name: 'run', value: exams.length, unit: 'seeds', count, pages, modelDigest: digest });
const hostedQuestions = hostedPass('exact', everyPrompt).prompts.length;
const devicePasses = labelled.length + exams.length + SHARE_GOALS.length + 1;
const crewOf = (sessions: Crew['sessions']): Crew => ({
  sessions,
  recordFolder: record === undefined ? undefined : join(record, digest.slice(0, 12)),
  progress: createProgress({ device: devicePasses * count, hosted: 2 * hostedQuestions }, pages),
  say: (line) => process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`),
});
const judge = createJudge();
const stage = await startStage(model, pages);
try {
  const crew = crewOf(stage.sessions);
  const device = await runPasses(crew, labelled.map(devicePass));
  const thresholds = SHARE_GOALS.map(({ share }) => thresholdsOf(share, labelled, device));
  const thresholdOf = (goal: number, seed: number) => thresholds[goal]?.get(seed) ?? 1;

  // While the exact host answers.
  const endToEnd = SHARE_GOALS.map(({ share }, goal) => cascadePass(first, share, thresholdOf(goal, first.seed)));
  const exactPasses: readonly Pass[] = [...exams.map(watchedPass), ...endToEnd, shippedPass(first), hostedPass('exact', everyPrompt)];
  const exactAnswers = await runPasses(crew, exactPasses);
  const watchedAnswers = exactAnswers.slice(0, exams.length);
  const [shippedAnswers, exact] = exactAnswers.slice(-2) as [readonly AskedAnswer[], readonly AskedAnswer[]];
  stage.hostAs('large');
  const [large] = (await runPasses(crew, [hostedPass('large', everyPrompt)])) as [readonly AskedAnswer[]];
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  if (record !== undefined) printResult({ name: 'run.from_record', value: crew.progress.skippedShare(), unit: 'share', of: 'the answers were asked for in an earlier run' });

  const byPrompt = (answers: readonly AskedAnswer[]) => new Map(hostedPass('', everyPrompt).prompts.map((prompt, index) => [prompt, answers[index] as AskedAnswer]));
  const hosts = { cascade: byPrompt(exact), cascade_large: byPrompt(large) };
  const replayed = (host: ReadonlyMap<string, AskedAnswer>, goal: number) =>
    exams.map(({ seed, prompts }, index) => replayCascade(prompts, device[index] as readonly AskedAnswer[], host, benchPolicy(thresholdOf(goal, seed))));
  const graded = (answers: readonly (readonly AskedAnswer[])[]) => exams.map(({ questions }, index) => gradeRun(questions, answers[index] as readonly AskedAnswer[]));
  const whole = (host: ReadonlyMap<string, AskedAnswer>) => exams.flatMap(({ questions, prompts }) => gradeRun(questions, prompts.map((prompt) => host.get(prompt) as AskedAnswer)));

  const alone = graded(device);
  const deviceAll = alone.flat();
  for (const [index, { seed }] of exams.entries()) {
    printResult({ name: 'fit.repeated_questions', value: repeatedShares(labelled).get(seed) ?? NaN, unit: 'share', seed, of: 'its questions are among those its thresholds are fitted on' });
    printResult({ name: 'device.accuracy', value: accuracy((alone[index] as GradedAnswer[]).filter(isInDistribution)), unit: 'share', seed, questions: count });
  }
  reportDevice(deviceAll, judge);
  printResult({ name: 'hosted.accuracy', value: accuracy(whole(hosts.cascade)), unit: 'share', distinct: hostedQuestions });
  printResult({ name: 'hosted_large.accuracy', value: accuracy(whole(hosts.cascade_large)), unit: 'share', distinct: hostedQuestions });

  for (const [goal, shareGoal] of SHARE_GOALS.entries()) {
    const perSeed = graded(replayed(hosts.cascade, goal));
    for (const [index, answers] of perSeed.entries()) {
      const seed = exams[index]?.seed ?? NaN;
      printResult({ name: 'cascade.seed_accuracy', value: accuracy(answers), unit: 'share', share: shareGoal.share, hostedShare: hostedShare(answers), threshold: thresholdOf(goal, seed), fittedOn: labelled.flatMap((other) => (other.seed === seed ? [] : [other.seed])), seed, questions: count });
    }
    reportCascade('cascade', shareGoal.share, perSeed.flat());
    reportCascade('cascade_large', shareGoal.share, graded(replayed(hosts.cascade_large, goal)).flat());
    judgeCascade(shareGoal, perSeed.flat(), deviceAll, judge);
  }
  judgeAgreement(SHARE_GOALS.map((_, goal) => agreement(exactAnswers[exams.length + goal] as readonly AskedAnswer[], replayed(hosts.cascade, goal)[0] as readonly AskedAnswer[])), count, judge);

  const labelledGrades = labelled.map(({ questions }, index) => gradeRun(questions, device[index] as readonly AskedAnswer[]));
  reportPromise(labelledGrades, judge);
  reportWatched(deviceAll, graded(watchedAnswers).flat(), judge);
  const shipped = gradeRun(first.questions, shippedAnswers);
  printPerTier('default_policy', shipped);
  printResult({ name: 'default_policy.accuracy', value: accuracy(shipped), unit: 'share', hostedShare: hostedShare(shipped), seed: first.seed, questions: shipped.length });
  reportSeconds('device', device.flat());
  reportSeconds('watched', watchedAnswers.flat());
  reportSeconds('hosted', exact);
  reportOverhead(await measureProbeOverhead(stage), judge);
} finally {
  await stage.stop();
}
process.exit(judge.isEveryGoalMet ? 0 : 1);
