// Limits from a file and from options; an option goes before the file.
import * as v from 'valibot';
import { GateSchema, type Gate } from '../../src/replay/gate.ts';
import { failure } from '../output/command-failure.ts';
import type { Terminal } from '../output/terminal.ts';
import { readDocument } from '../policy-file/read-document.ts';
import { readTextFile } from '../policy-file/read-text-file.ts';

/** @throws CommandFailure with every fault at its line and column */
export async function readGate(file: string | undefined, options: Gate, terminal: Terminal): Promise<Gate | undefined> {
  const ofOptions = Object.fromEntries(Object.entries(options).filter(([, bound]) => bound !== undefined));
  const gate = { ...(file === undefined ? {} : await readGateFile(file, terminal)), ...ofOptions };
  if (Object.keys(gate).length > 0) return gate;
  if (file === undefined) return undefined;
  throw failure(`${file} sets no limit. Set one of ${LIMITS.join(', ')}.`);
}

const LIMITS = Object.keys(GateSchema.entries);

async function readGateFile(file: string, terminal: Terminal): Promise<Gate> {
  const reading = readDocument(await readTextFile(file, terminal), file);
  if (!reading.ok) throw failure(`${file} cannot be read:\n${reading.problems.map((problem) => `  ${problem}`).join('\n')}`);
  const parsed = v.safeParse(GateSchema, reading.value);
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => {
    const path = v.getDotPath(issue) ?? '';
    const why = issue.type === 'strict_object' && issue.expected === 'never' ? 'is no limit' : issue.message;
    return `  ${reading.locate(path)} ${path}: ${why}`;
  });
  throw failure(`${file} is no gate:\n${problems.join('\n')}\nLimits are ${LIMITS.join(', ')}.`);
}
