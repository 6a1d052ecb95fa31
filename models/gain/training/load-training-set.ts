// A folder of graded answers → the questions a pair of models has answered, read once, with their labels.
import { readQuestions, type ReadQuestions } from './build-design.ts';
import { labelsOf, PAIRS, type Labels, type Pair } from './label.ts';
import { LICENSED_SOURCES, readRoutingData, type Question } from './read-routing-data.ts';

export interface TrainingSet {
  readonly questions: readonly Question[];
  readonly labels: readonly Labels[];
  readonly read: ReadQuestions;
  readonly leftOut: Readonly<Record<string, number>>;
}

export interface LoadOptions {
  /** Sources vouched for beside those whose licence is known. */
  readonly licensed?: readonly string[];
  readonly pairs?: readonly Pair[];
}

export function loadTrainingSet(folder: string, { licensed = [], pairs = PAIRS }: LoadOptions = {}): TrainingSet {
  const { questions: all, leftOut } = readRoutingData(folder, [...LICENSED_SOURCES, ...licensed]);
  const labelled = all.flatMap((question) => {
    const labels = labelsOf(question, pairs);
    return labels === undefined ? [] : [{ question, labels }];
  });
  if (labelled.length === 0) throw new Error(`${folder} holds no question that both models of a pair have answered: name the pair with --device and --hosted.`);
  const questions = labelled.map(({ question }) => question);
  const unanswered = all.length - labelled.length;
  return { questions, labels: labelled.map(({ labels }) => labels), read: readQuestions(questions), leftOut: { ...leftOut, ...(unanswered > 0 && { 'no pair has answered it': unanswered }) } };
}

/** One set behind the other; what was read of each stays as it is. */
export function joinSets(one: TrainingSet, other: TrainingSet): TrainingSet {
  const questions = [...one.questions, ...other.questions];
  const columns = one.read.columnOf.length;
  const start = new Int32Array(questions.length + 1);
  start.set(one.read.start);
  for (let row = 0; row <= other.questions.length; row++) start[one.questions.length + row] = columns + other.read.start[row]!;
  const columnOf = new Uint16Array(columns + other.read.columnOf.length);
  columnOf.set(one.read.columnOf);
  columnOf.set(other.read.columnOf, columns);
  return {
    questions,
    labels: [...one.labels, ...other.labels],
    read: {
      start,
      columnOf,
      scale: Float64Array.from([...one.read.scale, ...other.read.scale]),
      dense: Float64Array.from([...one.read.dense, ...other.read.dense]),
      words: [...one.read.words, ...other.read.words],
      pairs: [...one.read.pairs, ...other.read.pairs],
      kinds: Uint8Array.from([...one.read.kinds, ...other.read.kinds]),
      tasks: [...one.read.tasks, ...other.read.tasks],
      shapes: Uint8Array.from([...one.read.shapes, ...other.read.shapes]),
    },
    leftOut: one.leftOut,
  };
}
