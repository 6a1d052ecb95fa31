// The gain model and what it has to beat, all fitted on the same rows and asked about the same others.
import { COUNTS } from '../../src/gain/gain-counts.ts';
import { createGainModel } from '../../src/gain/gain-model.ts';
import { decodeGainArtefact } from '../../src/gain/gain-artefact.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import { PAIRS } from '../../models/gain/training/label.ts';
import { makeArtefact } from '../../models/gain/training/make-artefact.ts';
import { DEFAULT_OPTIONS, fitHeads, predictHeads, type HeadOptions } from '../../models/gain/training/fit-heads.ts';
import type { TrainingSet } from '../../models/gain/training/load-training-set.ts';
import { mulberry32 } from '../../scripts/mulberry32.ts';

export const ROUTERS = ['gain', 'counts', 'hand', 'topic', 'length', 'random', 'oracle'] as const;
export type Router = (typeof ROUTERS)[number];

/** A topic's mean weighs the overall one as so many questions. */
const TOPIC_PRIOR = 20;
/** The text's counts and the first marks of its description: about as many as a person would think of. */
const HAND = COUNTS.length + 8;

/** The gain model without its words: what its counts and its steadied labels do alone. */
const COUNTS_OPTIONS: HeadOptions = { ...DEFAULT_OPTIONS, ridge: 0 };
const HAND_OPTIONS: HeadOptions = { ...DEFAULT_OPTIONS, ridge: 0, denseColumns: HAND, deviceHelp: 0, hostedHelp: 0 };

/**
 * Fits on `learn` and fills every router's scores at `test`. The gain model is the very estimate that ships: its bytes,
 * read back, with its calibration and its fallback to the prior.
 *
 * @returns the share of `test` that is familiar to it
 */
export function scoreRouters(set: TrainingSet, learn: Int32Array, test: Int32Array, seed: number, scores: Readonly<Record<Router, Float64Array>>): number {
  const { questions, labels, read } = set;
  const sources = questions.map(({ source }) => source);
  const { bytes } = makeArtefact({ ...set, options: DEFAULT_OPTIONS, seed, device: 'phi-3-mini-4k', hosted: PAIRS[0]!.hosted, rows: learn, calibrationFolds: 1 });
  const model = createGainModel(decodeGainArtefact(bytes));
  const counts = gainsOf(COUNTS_OPTIONS);
  let familiar = 0;
  for (const row of test) {
    const { prompt } = questions[row]!;
    const description = describeQuery({ messages: [{ role: 'user', content: prompt }], context: [] });
    const { gain, isFamiliar } = model.estimate(prompt, description);
    scores.gain[row] = gain;
    // It abstains where the model does: what words are worth isn't mixed with what the prior is.
    scores.counts[row] = isFamiliar ? counts(row) : gain;
    if (isFamiliar) familiar++;
  }
  const hand = gainsOf(HAND_OPTIONS);
  for (const row of test) scores.hand[row] = hand(row);
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
  const random = mulberry32(seed);
  for (const row of test) {
    scores.random[row] = random();
    const topic = topics.get(questions[row]!.task) ?? { sum: 0, count: 0 };
    scores.topic[row] = (topic.sum + TOPIC_PRIOR * overall) / (topic.count + TOPIC_PRIOR);
    scores.length[row] = questions[row]!.prompt.length;
    scores.oracle[row] = labels[row]!.hosted - labels[row]!.device;
  }
  return familiar / test.length;

  function gainsOf(options: HeadOptions): (row: number) => number {
    const { hosted, device } = predictHeads(read, labels, fitHeads(read, labels, sources, learn, options), test);
    return (row) => hosted[row]! - device[row]!;
  }
}
