import { describe, expect, it } from 'vitest';
import { recordedTerminal } from './output/recorded-terminal.ts';
import { runCli } from './run-cli.ts';

describe('phirst', () => {
  it('teaches where to begin', async () => {
    const terminal = recordedTerminal();
    expect(await runCli(['--help'], terminal)).toBe(0);
    expect(terminal.printed()).toContain('phirst policy check');
  });

  it('exits with 2 and names what it does not understand, in a group too', async () => {
    const terminal = recordedTerminal();
    expect(await runCli(['frobnicate'], terminal)).toBe(2);
    expect(await runCli(['policy', 'frobnicate'], terminal)).toBe(2);
    expect(await runCli(['policy', 'check', '--nope'], terminal)).toBe(2);
    expect(terminal.noted()).toMatch(/unknown command 'frobnicate'[^]*unknown command 'frobnicate'[^]*unknown option '--nope'/);
    expect(terminal.printed()).toBe('');
  });

  it('exits with 1 where a file is missing, and says how to get one', async () => {
    const terminal = recordedTerminal();
    expect(await runCli(['policy', 'check', 'no/such.yaml'], terminal)).toBe(1);
    expect(terminal.noted()).toBe('phirst: There is no file no/such.yaml. Name another, or - for the standard input.\n');
  });
});
