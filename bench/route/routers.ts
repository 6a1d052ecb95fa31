// The gain model and what it has to beat, all fitted on the same rows and asked about the same others.
import { COUNTS } from '../../src/gain/gain-counts.ts';
import { DEFAULT_OPTIONS, fitHeads, predictHeads, type HeadOptions } from '../../models/gain/training/fit-heads.ts';
import type { TrainingSet } from '../../models/gain/training/load-training-set.ts';

export const ROUTERS = ['gain', 'hand', 'topic', 'length', 'oracle'] as const;
export type Router = (typeof ROUTERS)[number];

/** A topic's mean weighs the overall one as so many questions. */
const TOPIC_PRIOR = 20;
/** The text's counts and the first marks of its description: about as many as a person would think of. */
const HAND = COUNTS.length + 8;

const HAND_OPTIONS: HeadOptions = { ...DEFAULT_OPTIONS, ridge: 0, denseColumns: HAND, deviceHelp: 0, hostedHelp: 0 };

/** Fits on `learn` and fills every router's scores at `test`. */
export function scoreRouters(set: TrainingSet, learn: Int32Array, test: Int32Array, scores: Readonly<Record<Router, Float64Array>>): void {
  const { questions, labels, read } = set;
  const sources = questions.map(({ source }) => source);
  const gainBy = (options: HeadOptions, into: Float64Array) => {
    const { device, hosted } = predictHeads(read, labels, fitHeads(read, labels, sources, learn, options), test);
    for (const row of test) into[row] = hosted[row]! - device[row]!;
  };
  gainBy(DEFAULT_OPTIONS, scores.gain);
  gainBy(HAND_OPTIONS, scores.hand);
  const topics = new Map<string, { sum: number; count: number }>();
  let sum = 0;
  for (const row of learn) {
    const { task } = questions[row]!;
    const gain = labels[row]!.hosted - labels[row]!.device;
    const topic = topics.get(task) ?? { sum: 0, count: 0 };
    topics.set(task, { sum: topic.sum + gain, count: topic.count + 1 });
    sum += gain;
  }
  const overall = sum / learn.length;
  for (const row of test) {
    const topic = topics.get(questions[row]!.task) ?? { sum: 0, count: 0 };
    scores.topic[row] = (topic.sum + TOPIC_PRIOR * overall) / (topic.count + TOPIC_PRIOR);
    scores.length[row] = questions[row]!.prompt.length;
    scores.oracle[row] = labels[row]!.hosted - labels[row]!.device;
  }
}
