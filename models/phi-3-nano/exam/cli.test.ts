import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { generateExam } from './generate-exam.ts';
import { runExamCommand } from './run-exam-command.ts';

const run = promisify(execFile);
const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));

describe('the exam command', () => {
  it('prints the exam as JSON Lines', async () => {
    const { stdout } = await run(process.execPath, [cli, '--seed', '7', '--count', '20']);
    const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual(generateExam({ seed: 7, count: 20 }));
    expect(Object.keys(lines[0] as object)).toEqual(['id', 'prompt', 'gold', 'task', 'tier']);
  });

  it('writes to a file instead when told', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'exam-'));
    const file = join(folder, 'exam.jsonl');
    const { stdout } = await run(process.execPath, [cli, '--count', '3', '--out', file]);
    const written = await readFile(file, 'utf8');
    await rm(folder, { recursive: true });
    expect(stdout).toBe('');
    expect(written.trimEnd().split('\n')).toHaveLength(3);
  });

  it('exits 2 on a flag it does not know, with a sentence on standard error', async () => {
    const failure = run(process.execPath, [cli, '--sead', '7']);
    await expect(failure).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining("'--sead'"),
    });
  });
});

describe('runExamCommand', () => {
  it('teaches by example', () => {
    expect(runExamCommand(['--help'])).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('Example:'),
    });
  });

  it.each([
    [['--count', 'many'], '--count takes a number, not "many".'],
    [['--count', '0'], "An exam's count is a whole number from 1, not 0."],
    [['--seed', '1.5'], 'A seed is a whole number from 0 to 2^53 - 1, not 1.5.'],
    [['exam.jsonl'], "Unexpected argument 'exam.jsonl'."],
  ])('explains what is wrong with %j', (flags, sentence) => {
    const { exitCode, output, notes } = runExamCommand(flags);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(notes).toContain(sentence);
  });
});
