import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { benchPolicy } from './bench-policy.ts';
import type { AskedAnswer } from './page-session.ts';
import type { Pass } from './pass.ts';
import { createProgress } from './progress.ts';
import { runPasses, type Crew } from './run-passes.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'phirst-record-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const prompts = (from: number, count: number) => Array.from({ length: count }, (_, index) => `question ${from + index}`);
const pass = (change: Partial<Pass> = {}): Pass => ({ name: 'device-seed-1', prompts: prompts(0, 60), mode: 'only_on_device', policy: benchPolicy(0), ...change });
const echo = (text: string): AskedAnswer => ({ text, source: 'device', confidence: 0.5, isCalibrated: true, isComplete: true, hasFailed: false, totalMs: 1, outputTokens: 1, deviceTokens: 1 });

/** Pages that say what they were asked; the run breaks off after so many calls. */
function crew(asked: string[], { pages = 2, breaksAfter = Infinity, record = true } = {}): Crew {
  let calls = 0;
  const session = {
    async ask(questions: readonly string[]) {
      if (++calls > breaksAfter) throw new Error('The page is gone.');
      await Promise.resolve();
      asked.push(...questions);
      return questions.map(echo);
    },
  };
  return { sessions: Array.from({ length: pages }, () => session), recordFolder: record ? folder : undefined, progress: createProgress({ device: 60, hosted: 0 }, pages), say: () => {} };
}
const texts = (answers: readonly AskedAnswer[] | undefined) => answers?.map(({ text }) => text);

describe('passes', () => {
  it('come back in the order of their prompts, whichever page answered, each question asked once', async () => {
    const asked: string[] = [];
    const other = pass({ name: 'device-seed-2', prompts: prompts(100, 7) });
    const [one, two] = await runPasses(crew(asked, { record: false }), [pass(), other]);
    expect(texts(one)).toEqual(pass().prompts);
    expect(texts(two)).toEqual(other.prompts);
    expect(asked).toHaveLength(67);
  });

  it('go on from their record after a run was cut off', async () => {
    const before: string[] = [];
    await expect(runPasses(crew(before, { pages: 1, breaksAfter: 2 }), [pass()])).rejects.toThrow('The page is gone.');
    const after: string[] = [];
    const [answers] = await runPasses(crew(after), [pass()]);
    expect(before.length).toBeGreaterThan(0);
    expect([...before, ...after].toSorted()).toEqual([...pass().prompts].toSorted());
    expect(texts(answers)).toEqual(pass().prompts);
  });

  it('ask again what was asked under another policy, or is another question now', async () => {
    await runPasses(crew([]), [pass()]);
    const underOther: string[] = [];
    await runPasses(crew(underOther), [pass({ policy: benchPolicy(0.5) })]);
    expect(underOther).toHaveLength(60);
    const changed: string[] = [];
    const [answers] = await runPasses(crew(changed), [pass({ prompts: ['new', ...prompts(1, 59)] })]);
    expect(changed).toEqual(['new']);
    expect(texts(answers)?.[0]).toBe('new');
  });

  it('forget a line that was cut in the middle', async () => {
    await runPasses(crew([]), [pass({ prompts: prompts(0, 3) })]);
    appendFileSync(join(folder, readdirSync(folder)[0] as string), '{"place":3,"prompt":"questi');
    const asked: string[] = [];
    await runPasses(crew(asked), [pass({ prompts: prompts(0, 5) })]);
    expect(asked).toEqual(['question 3', 'question 4']);
    const again: string[] = [];
    await runPasses(crew(again), [pass({ prompts: prompts(0, 5) })]);
    expect(again).toEqual([]);
  });
});
