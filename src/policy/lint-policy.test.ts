import { describe, expect, it } from 'vitest';
import { lintPolicy } from './lint-policy.ts';
import { worstCase } from './lint/worst-case.ts';
import { loadDefaultPolicy } from './load-default-policy.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Policy } from './policy.ts';

type Draft = { -readonly [Key in keyof Policy]: any };

/** The default policy with a fault in it. */
function broken(change: (draft: Draft) => void): Policy {
  const draft = structuredClone<Draft>(loadDefaultPolicy());
  change(draft);
  const parsed = parsePolicy(draft);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const found = (change: (draft: Draft) => void) => lintPolicy(broken(change)).map(({ level, path }) => `${level} ${path}`);
const rule = (name: string, when: unknown, route = 'hosted') => ({ name, when, route });

it('finds nothing in the default policy', () => {
  expect(lintPolicy(loadDefaultPolicy())).toEqual([]);
});

describe('finds in the rules', () => {
  it.each<[string, unknown[], string[]]>([
    ['one after a wider one', [rule('wide', { knowledgeDemand: { $gte: 0.5 } }), rule('narrow', { knowledgeDemand: { $gte: 0.75 }, turns: 1 })], ['error start.rules.1.when']],
    ['one after two that share all it asks for', [rule('few', { turns: { $lt: 5 } }), rule('many', { turns: { $gte: 5 } }), rule('any', { task: 'proof' })], ['error start.rules.2.when']],
    ['one after an empty condition', [rule('all', {}), rule('proofs', { task: 'proof' })], ['error start.rules.1.when']],
    ['tests that contradict each other', [rule('never', { turns: { $gt: 5, $lte: 5 } })], ['error start.rules.0.when']],
    ['a name used twice', [rule('one', { turns: 1 }), rule('one', { turns: 2 })], ['error start.rules.1.name']],
    ['nothing in rules that only overlap', [rule('one', { turns: { $lt: 5 } }), rule('two', { turns: { $lt: 6 } })], []],
  ])('%s', (_what, rules, findings) => {
    expect(found((draft) => (draft.start.rules = rules))).toEqual(findings);
  });

  it('which rule stands in the way, and what to do', () => {
    const policy = broken((draft) => (draft.start.rules = [rule('wide', { turns: { $gte: 1 } }, 'device'), rule('narrow', { turns: 3 })]));
    expect(lintPolicy(policy)[0]).toEqual({
      level: 'error',
      path: 'start.rules.1.when',
      message: 'Rule "narrow" never decides: "wide" before it applies to every query this one asks for.',
      remedy: 'Move it before "wide", or narrow "wide".',
    });
  });
});

describe('finds', () => {
  it.each<[string, (draft: Draft) => void, string[]]>([
    ['a refusal that contradicts itself', (draft) => draft.device.refusals.push({ name: 'x', when: { deviceMemoryGb: { $lt: 2, $gt: 4 } }, because: 'x' }), ['error device.refusals.4.when']],
    ['a cost budget below every model', (draft) => (draft.budget.costMicroUsd = 100), ['error budget.costMicroUsd']],
    ['a cost budget below one model', (draft) => (draft.budget.costMicroUsd = 5000), ['warning hosted.models.1', 'warning hosted.models.3']],
    ['no cost budget', (draft) => delete draft.budget.costMicroUsd, ['warning budget.costMicroUsd']],
    ['a time budget below every first token', (draft) => (draft.budget.totalMs = 100), ['error budget.totalMs']],
    ['a first token that may come after the last', (draft) => (draft.budget = { ...draft.budget, firstTokenMs: 3000, totalMs: 2000 }), ['error budget.firstTokenMs']],
    ['patience shorter than a model needs', (draft) => (draft.hosted.timeout.firstChunkMs = 550), ['error hosted.models.1.firstTokenMs', 'error hosted.models.3.firstTokenMs']],
    ['an answer as long as the context', (draft) => (draft.device.maximumOutputTokens = 1024), ['warning device.maximumOutputTokens']],
    ['a watch stricter than the acceptance', (draft) => (draft.watch.escalateBelow = 0.5), ['error watch.escalateBelow']],
    ['a watch that begins after the end', (draft) => (draft.watch.minimumTokens = 600), ['warning watch.minimumTokens']],
    ['a sensitive subject that asks for less', (draft) => (draft.accept.sensitive.legal = 0.5), ['warning accept.sensitive.legal']],
    ['long answers longer than any', (draft) => (draft.accept.longAnswers.fromTokens = 1000), ['warning accept.longAnswers.fromTokens']],
    ['a low battery that spares nothing', (draft) => (draft.start.lowBattery.minimumGain = 0.5), ['warning start.lowBattery.minimumGain']],
    ['a gain of nothing', (draft) => { draft.start.minimumGain = 0; delete draft.start.lowBattery; }, ['warning start.minimumGain']],
    ['no fallback', (draft) => (draft.hosted.maximumFallbacks = 0), ['warning hosted.maximumFallbacks']],
    ['one model only', (draft) => draft.hosted.models.splice(1), ['warning hosted.models']],
    ['no model', (draft) => draft.hosted.models.splice(0), ['warning hosted.models']],
    ['an entry the catalog does not have', (draft) => (draft.hosted.models[2].catalog = 'gpt-9'), ['error hosted.models.2.catalog']],
    ['a model nothing is known of', (draft) => delete draft.hosted.models[3].quality, ['warning hosted.models.3']],
    ['a model that no right answer pays for', (draft) => (draft.worth.rightAnswerMicroUsd = 5000), ['warning hosted.models.3']],
    ['nothing where quality alone decides', (draft) => delete draft.worth, []],
    ['a quality nobody reaches', (draft) => (draft.hosted.adequateQuality = 0.99), ['warning hosted.adequateQuality']],
  ])('%s', (_what, change, findings) => {
    expect(found(change)).toEqual(findings);
  });
});

it('bounds what one query costs and takes', () => {
  const bound = worstCase(loadDefaultPolicy());
  // 3 models of the ladder, 3 attempts each; 30 s of silence on the device, 20 s at each attempt, 5 s before each of 6 retries.
  expect(bound).toMatchObject({ costMicroUsd: 20_000, attempts: 9, firstTextMs: 30_000 + 9 * 20_000 + 6 * 5000 });
  // 2 cents less 1,024 tokens at 10: 9,760 micro-USD buy 3,904 prompt tokens at 2.5.
  expect(bound.models.find(({ id }) => id === 'openai/gpt-4o')).toEqual({ id: 'openai/gpt-4o', answerCostMicroUsd: 10_240, longestPromptTokens: 3904 });
  expect(worstCase(broken((draft) => (draft.budget.totalMs = 8000)))).toMatchObject({ firstTextMs: 8000, totalMs: 8000 });
  expect(worstCase(broken((draft) => delete draft.budget.costMicroUsd)).costMicroUsd).toBeUndefined();
});
