import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createGainModel } from '../../../src/gain/gain-model.ts';
import { describeQuery } from '../../../src/query/describe-query.ts';
import { DEFAULT_OPTIONS, fitHeads, predictHeads } from './fit-heads.ts';
import { groupFolds } from './group-folds.ts';
import { loadTrainingSet } from './load-training-set.ts';
import { makeArtefact } from './make-artefact.ts';

const PAIR = { device: 'small', hosted: 'large' };

/** The small model fails where a question speaks of treaties; the large one fails on riddles, as the small one does. */
function folderOf(lines: readonly object[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'gain-'));
  writeFileSync(join(folder, 'example.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  return folder;
}
const line = (index: number, prompt: string, small: number, large: number) => ({ id: `q${index}`, source: 'example', prompt, group: `g${index}`, models: { small: { correct: small }, large: { correct: large } } });
const NOUNS = ['apples', 'rivers', 'engines', 'poems', 'wolves', 'colours', 'bridges', 'songs'];
const example = Array.from({ length: 240 }, (_, index) => {
  const noun = NOUNS[index % NOUNS.length]!;
  if (index % 3 === 0) return line(index, `Which treaty speaks of ${noun}, number ${index}?`, 0, 1);
  return index % 3 === 1 ? line(index, `Sort these ${noun} by name, number ${index}.`, 1, 1) : line(index, `Solve the riddle about ${noun}, number ${index}.`, 0, 0);
});

const train = (lines: readonly object[]) => {
  const set = loadTrainingSet(folderOf(lines), { licensed: ['example'], pairs: [PAIR] });
  return makeArtefact({ ...set, options: { ...DEFAULT_OPTIONS, iterations: 12 }, seed: 1, device: 'phi-3-mini-4k', hosted: 'large' });
};

const trained = train(example);

it('learns the gain, not the failure: what both fail on stays below what the large one alone can do', () => {
  const model = createGainModel(trained.artefact);
  const gainOf = (content: string) => model.estimate(content, describeQuery({ messages: [{ role: 'user', content }], context: [] })).gain;
  const treaty = gainOf('Which treaty speaks of rivers, number 7?');
  expect(treaty).toBeGreaterThan(gainOf('Solve the riddle about rivers, number 7.') + 0.3);
  expect(treaty).toBeGreaterThan(gainOf('Sort these rivers by name, number 7.') + 0.3);
});

it('ships the estimates that its heads made: rounding a mean moves none', () => {
  const set = loadTrainingSet(folderOf(example), { licensed: ['example'], pairs: [PAIR] });
  const all = Int32Array.from(set.questions.keys());
  const fitted = predictHeads(set.read, set.labels, fitHeads(set.read, set.labels, set.questions.map(({ source }) => source), all, { ...DEFAULT_OPTIONS, iterations: 12 }), all);
  const { header } = trained.artefact;
  const model = createGainModel({ ...trained.artefact, header: { ...header, familiarFrom: 0, familiarShapeFrom: 0 } });
  for (const [row, { prompt }] of set.questions.entries()) {
    const { deviceRight, hostedRight } = model.estimate(prompt, describeQuery({ messages: [{ role: 'user', content: prompt }], context: [] }));
    expect(Math.abs(deviceRight - fitted.device[row]!)).toBeLessThan(0.005);
    expect(Math.abs(hostedRight - fitted.hosted[row]!)).toBeLessThan(0.005);
  }
});

it('gives the same bytes for the same questions', () => {
  expect(Buffer.from(train(example).bytes).equals(Buffer.from(trained.bytes))).toBe(true);
});

it('says in its header what it was made of', () => {
  expect(trained.artefact.header).toMatchObject({ device: 'phi-3-mini-4k', hosted: 'large', sources: ['example'], questions: 240 });
});

it('leaves out what it may not learn from, and says how much', () => {
  const lines = [...example, { ...line(900, 'x', 0, 1), source: 'unknown' }, { ...line(901, 'y', 0, 1), suspect: 1 }, { ...line(902, 'z', 0, 1), prompt: null }];
  const { leftOut, questions } = loadTrainingSet(folderOf(lines), { licensed: ['example'], pairs: [PAIR] });
  expect(leftOut).toEqual({ 'licence of unknown not known': 1, 'suspect labels': 1, 'no prompt': 1 });
  expect(questions).toHaveLength(240);
});

it('names the file and line it can’t read', () => {
  const folder = folderOf(example);
  writeFileSync(join(folder, 'broken.jsonl'), '{"id": "a", "models": {}}\n{');
  expect(() => loadTrainingSet(folder)).toThrow('broken.jsonl, line 2 is no JSON');
});

it('never parts a group', () => {
  const { questions } = loadTrainingSet(folderOf(example.map((each, index) => ({ ...each, group: `g${index % 40}` }))), { licensed: ['example'], pairs: [PAIR] });
  const folds = groupFolds(questions, 3, 4);
  const ofGroup = new Map<string, number>();
  for (const [row, { group }] of questions.entries()) {
    expect(ofGroup.get(group) ?? folds[row]).toBe(folds[row]);
    ofGroup.set(group, folds[row]!);
  }
});
