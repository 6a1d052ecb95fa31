// What somebody published about a model, with where and how. Several figures for one benchmark may disagree and coexist.
import type { QueryDescription, Task } from '../query/query-description.ts';

export type Benchmark = 'MMLU' | 'TriviaQA' | 'GSM8K' | 'MATH' | 'GPQA' | 'HumanEval' | 'MT-Bench' | 'Multilingual-MMLU';

export interface PublishedScore {
  readonly benchmark: Benchmark;
  /** As a share of what is possible, in [0, 1] (MT-Bench's 8.38 is 0.838). */
  readonly score: number;
  /** How it was measured: shots, chain of thought, judge. */
  readonly protocol: string;
  /** Who says so: paper or model card, with its table where it has one. */
  readonly source: string;
}

/** The part of a description that tells which benchmark stands for it. */
export type KindOfQuery = Pick<QueryDescription, 'task' | 'languageTier' | 'hasCode'>;

/** The benchmark that stands nearest to a task. Tasks without one have no published prior: they start on the device. */
const NEAREST_BENCHMARK: Partial<Record<Task, Benchmark>> = {
  arithmetic: 'GSM8K',
  knowledge: 'TriviaQA',
  proof: 'MATH',
};

/** What was published for the benchmark nearest to a query. */
export interface PublishedQuality {
  readonly mean: number;
  /** Of the scores that disagree; 0 for one alone. */
  readonly variance: number;
  readonly sources: number;
}

/** Of the scores for the benchmark nearest to the query; undefined when there is none. */
export function publishedQuality(scores: readonly PublishedScore[], description: KindOfQuery): PublishedQuality | undefined {
  const benchmark = nearestBenchmark(description);
  if (benchmark === undefined) return undefined;
  let sources = 0;
  let sum = 0;
  for (const entry of scores) {
    if (entry.benchmark !== benchmark) continue;
    sources++;
    sum += entry.score;
  }
  if (sources === 0) return undefined;
  const mean = sum / sources;
  if (sources === 1) return { mean, variance: 0, sources };
  let squares = 0;
  for (const { benchmark: own, score } of scores) if (own === benchmark) squares += (score - mean) * (score - mean);
  return { mean, variance: squares / (sources - 1), sources };
}

/** What publishedQuality rests on: each with its source. */
export function nearestScores(scores: readonly PublishedScore[], description: KindOfQuery): readonly PublishedScore[] {
  const benchmark = nearestBenchmark(description);
  return scores.filter((entry) => entry.benchmark === benchmark);
}

function nearestBenchmark(description: KindOfQuery): Benchmark | undefined {
  if (description.languageTier === 'rare' || description.languageTier === 'other') return 'Multilingual-MMLU';
  // HumanEval asks for whole functions from a description; completing or mending code that is given is easier.
  if (description.task === 'code') return description.hasCode ? undefined : 'HumanEval';
  return NEAREST_BENCHMARK[description.task];
}
