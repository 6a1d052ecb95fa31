import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDefaultPolicy } from '../../../src/policy/load-default-policy.ts';
import { encodeGainArtefact } from '../../../src/gain/gain-artefact.ts';
import { plainArtefact } from '../../../test/support/plain-gain-artefact.ts';
import { recordedTerminal } from '../../output/recorded-terminal.ts';
import { runCli } from '../../run-cli.ts';

/** Where a gain model that was fitted on exams expects much of a larger model. */
const HARD = 'Let p be a prime and G a group of order p^3. Show that the center of G is not trivial, and find the number of its conjugacy classes.';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'phirst-simulate-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function phirst(words: readonly string[], input?: string) {
  const terminal = recordedTerminal({ folder, ...(input !== undefined && { input }) });
  return { exitCode: await runCli(['policy', ...words], terminal), printed: terminal.printed(), noted: terminal.noted() };
}

const lines = (...queries: object[]) => queries.map((query) => JSON.stringify(query)).join('\n');

describe('phirst policy simulate', () => {
  const recorded = lines(
    { id: 'sure', prompt: 'Classify as spam or not: You won!', confidence: 0.9, tokens: 3, correct: true },
    { id: 'unsure', prompt: 'Classify as spam or not: See you at 5.', confidence: 0.5, tokens: 3, correct: false },
    { id: 'fresh', prompt: 'What is the weather in Rome today?' },
    { id: 'private', prompt: 'Classify as spam or not: Hello.', privacy: 'device-only', confidence: 0.1, tokens: 3, correct: true },
  );

  it('shows where queries go, how good that is and what it costs', async () => {
    writeFileSync(join(folder, 'queries.jsonl'), recorded);
    const { exitCode, printed } = await phirst(['simulate', 'queries.jsonl', '--json']);
    expect(exitCode).toBe(0);
    const { policy, changed } = JSON.parse(printed);
    expect(policy.shares).toEqual({ device: 0.5, undecided: 0, 'handed up': 0.25, hosted: 0.25, unanswered: 0 });
    // The two that are kept are right; the strongest hosted model is expected to be, in 97 of 100.
    expect(policy.quality).toEqual({ mean: (1 + 0.97 + 0.97 + 1) / 4, known: 4 });
    expect(policy.costMicroUsd).toBeGreaterThan(0);
    expect(policy.costMicroUsd).toBeLessThan(policy.allHostedCostMicroUsd + 1);
    expect(changed).toBeUndefined();
  });

  it('lists the queries that would change their route under another policy', async () => {
    const lower = structuredClone(loadDefaultPolicy()) as any;
    lower.accept.minimumConfidence = 0.4;
    writeFileSync(join(folder, 'lower.json'), JSON.stringify(lower));
    const { printed } = await phirst(['simulate', '-', '--against', 'lower.json'], recorded);
    expect(printed).toContain('1 of 4 queries change their route');
    expect(printed).toMatch(/unsure {2}Classify as spam or not: See you at 5\. {2}handed up, reference\/large \(low_confidence\) {2}→ {2}device \(confident\)/);
    const { changed } = JSON.parse((await phirst(['simulate', '-', '--against', 'lower.json', '--json'], recorded)).printed);
    expect(changed.map(({ id }: { id: string }) => id)).toEqual(['unsure']);
    expect((await phirst(['simulate', '-', '--against', 'built-in'], recorded)).printed).toContain('No query changes its route.');
  });

  it('says that without a recorded confidence it is not known what is kept', async () => {
    const { printed } = await phirst(['simulate', '-'], lines({ prompt: 'Summarise: The cat sat.' }));
    expect(printed).toMatch(/starts on the device, then undecided +100 %/);
    expect(printed).toContain('Record "confidence"');
    expect(printed).toMatch(/expected to be right +unknown/);
  });

  it('names every line that is no query, and writes nothing else', async () => {
    const { exitCode, printed, noted } = await phirst(['simulate', '-'], `{"prompt":"x"}\nnonsense\n{"prompt":"x","confidence":2}\n{}\n`);
    expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
    expect(noted).toMatch(/3 lines are no queries:[^]+standard input:2 is no JSON[^]+standard input:3 confidence [^]+standard input:4 needs either "prompt" or "messages"/);
    expect(await phirst(['simulate', '-'], '\n')).toMatchObject({ exitCode: 1, noted: expect.stringContaining('holds no query') });
    expect(await phirst(['simulate'])).toMatchObject({ exitCode: 2, noted: expect.stringContaining('--exam') });
  });

  it('has phi-3-nano sit its exam', async () => {
    const { exitCode, printed, noted } = await phirst(['simulate', '--exam', '8', '--json']);
    expect(exitCode).toBe(0);
    const { policy } = JSON.parse(printed);
    expect(policy.queries).toBe(8);
    // It was asked, and so nothing is left undecided.
    expect(policy.shares.undecided).toBe(0);
    expect(policy.shares.device).toBeGreaterThan(0);
    expect(noted).toContain('phi-3-nano answers its exam: 8 of 8');
  });
});

describe('phirst policy explain', () => {
  it('shows the rule that decides, and why the ones before it did not', async () => {
    const { exitCode, printed } = await phirst(['explain', 'Prove that the square root of 2 is irrational.']);
    expect(exitCode).toBe(0);
    expect(printed).toMatch(/^It goes to a hosted model: rule \(proofs\)\n/);
    expect(printed).toContain('fresh-facts: no, needsFreshFacts is false, not true');
    expect(printed).toContain('proofs: yes, starts at a hosted model');
  });

  it('shows the gain with its sources', async () => {
    const { printed } = await phirst(['explain', 'What is the capital of Peru?']);
    expect(printed).toContain('TriviaQA 61.4 %, 5-shot: Phi-3-mini-4k-instruct evaluation, Azure AI model catalog');
  });

  it('says what goes before the rules, and that nothing may take over', async () => {
    const { printed } = await phirst(['explain', '--privacy', 'device-only'], 'Prove that the square root of 2 is irrational.');
    expect(printed).toMatch(/^It starts on the device: privacy_device_only\n[^]+No hosted model may take over[^]+not asked/);
  });

  it('takes the device, the budgets and the hosted models that are there', async () => {
    const decision = async (...options: string[]) => JSON.parse((await phirst(['explain', 'Summarise: The cat sat on the mat.', '--json', ...options])).printed).decision;
    expect(await decision()).toMatchObject({ route: 'device', reason: 'device_first' });
    expect(await decision('--device', 'unsupported')).toMatchObject({ route: 'hosted', reason: 'device_unsupported' });
    expect(await decision('--decode-rate', '1', '--total-ms', '8000')).toMatchObject({ route: 'hosted', reason: 'too_slow_on_device' });
    expect(await decision('--device', 'unsupported', '--cost-micro-usd', '1')).toMatchObject({ route: 'none' });
    expect(await decision('--hosted', '')).toMatchObject({ escalationBlockedBy: 'no_hosted_model' });
  });

  it('is not understood without a query, or with an option that is none', async () => {
    expect(await phirst(['explain'])).toMatchObject({ exitCode: 2, noted: expect.stringContaining('Give it in quotes') });
    expect(await phirst(['explain', 'x', '--battery', '3'])).toMatchObject({ exitCode: 2, noted: expect.stringContaining('a number from 0 to 1') });
    expect(await phirst(['explain', 'x', '--hosted', 'nobody'])).toMatchObject({ exitCode: 2, noted: expect.stringContaining('It lists reference/small') });
  });
});

describe('with a gain model', () => {
  const shipped = createHash('sha256').update(readFileSync(new URL('../../../models/gain/phi-3-mini.gain', import.meta.url))).digest('hex');
  const naming = (sha256: string) => JSON.stringify({ ...loadDefaultPolicy(), start: { ...loadDefaultPolicy().start, gainModel: { sha256 } } });
  const hard = lines({ id: 'hard', prompt: HARD });

  it('decides by the one that the policy names, of those that the package brings, as explain does', async () => {
    writeFileSync(join(folder, 'fitted.json'), naming(shipped));
    const { policy, against, changed } = JSON.parse((await phirst(['simulate', '-', '--policy', 'built-in', '--against', 'fitted.json', '--json'], hard)).printed);
    expect(policy.gainModel).toEqual({ state: 'none_named', sha256: null, device: null, against: null });
    expect(against.gainModel).toEqual({ state: 'used', sha256: shipped, device: 'phi-3-mini-4k', against: 'gpt-4o-2024-05-13' });
    expect(changed).toMatchObject([{ id: 'hard', after: { fate: 'hosted', reason: 'expected_gain' } }]);

    const explained = JSON.parse((await phirst(['explain', HARD, '--policy', 'fitted.json', '--json'])).printed);
    expect(explained).toMatchObject({ gainModel: against.gainModel, decision: { route: 'hosted', reason: 'expected_gain' } });
    expect((await phirst(['explain', HARD, '--policy', 'fitted.json'])).printed).toContain('phi-3-mini-4k against gpt-4o-2024-05-13, whichever hosted models are configured');
  });

  it('says in the output whether it was asked, and why not', async () => {
    writeFileSync(join(folder, 'fitted.json'), naming(shipped));
    writeFileSync(join(folder, 'lost.json'), naming('a'.repeat(64)));
    const told = async (...words: string[]) => (await phirst(['simulate', '-', ...words], hard)).printed;
    expect(await told('--policy', 'built-in')).not.toContain('gain model');
    expect(await told('--policy', 'fitted.json')).toContain(`The gain is told by the policy’s gain model ${shipped.slice(0, 12)}`);
    expect(await told('--policy', 'lost.json')).toContain('isn’t here (--gain-model names its file or folder): published scores tell the gain');
    expect(await told('--policy', 'fitted.json', '--model', 'phi-3-nano')).toContain('is about phi-3-mini-4k');
    expect(await told('--policy', 'built-in', '--against', 'fitted.json')).toContain('Under fitted.json: The gain is told by');
  });

  it('takes one of a file or a folder, and refuses one that nobody named', async () => {
    const own = encodeGainArtefact(plainArtefact());
    const sha256 = createHash('sha256').update(own).digest('hex');
    writeFileSync(join(folder, 'own.gain'), own);
    writeFileSync(join(folder, 'own.json'), naming(sha256));
    writeFileSync(join(folder, 'fitted.json'), naming(shipped));
    for (const path of ['own.gain', '.']) {
      const { policy } = JSON.parse((await phirst(['simulate', '-', '--policy', 'own.json', '--gain-model', path, '--json'], hard)).printed);
      expect(policy.gainModel).toMatchObject({ state: 'used', sha256 });
    }
    const refused = async (...words: string[]) => {
      const { exitCode, noted } = await phirst(['simulate', '-', ...words], hard);
      expect(exitCode).toBe(2);
      return noted;
    };
    expect(await refused('--policy', 'built-in', '--gain-model', 'own.gain')).toContain(`start: { gainModel: { sha256: ${sha256} } }`);
    expect(await refused('--policy', 'fitted.json', '--gain-model', 'own.gain')).toContain(`The policy names the gain model ${shipped}; own.gain is ${sha256}.`);
    expect(await refused('--policy', 'fitted.json', '--gain-model', 'nothing.gain')).toContain('There is no file nothing.gain.');
    writeFileSync(join(folder, 'bad.gain'), 'no artefact');
    writeFileSync(join(folder, 'bad.json'), naming(createHash('sha256').update('no artefact').digest('hex')));
    expect(await refused('--policy', 'bad.json', '--gain-model', 'bad.gain')).toContain('These bytes are no gain model.');
  });
});
