import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allGates } from './gates/all-gates.ts';
import type { Gate, GateResult } from './gates/gate.ts';
import { gateTable } from './gates/gate-table.ts';
import { endRunningCommands } from './gates/run-command.ts';
import { runGate } from './gates/run-gate.ts';
import { inProject } from './project-paths.ts';

const help = `npm test -- [options]

Runs every gate, also after one has failed, and ends with a table.

  --only <names>   Some gates, separated by commas: ${allGates.map(({ name }) => name).join(', ')}
  --verbose        What the gates print, while they print it
  --help           This text

PHIRST_CHROMIUM names the Chromium to use; PHIRST_BROWSER=skip leaves the browser out.
What each gate printed is in test-results/gates/.
`;

const options = readCommandLine();
if (options.help) {
  process.stdout.write(help);
  process.exit(0);
}

const chosen = chooseGates(options.only);
const results: GateResult[] = [];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void endRunningCommands().then(() => process.exit(130)));
}

// Light ones two at a time, as there are cores; the others alone, as they keep them busy and look at the clock.
for (const batch of batches(chosen)) await Promise.all(batch.map(run));

const inOrder = chosen.flatMap((gate) => results.filter((result) => result.gate === gate));
const passed = sum(inOrder.map((result) => result.passed));
const failed = sum(inOrder.map((result) => result.failed));
process.stdout.write(`\n${gateTable(inOrder)}\n\n${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);

async function run(gate: Gate): Promise<void> {
  const isBuilt = results.some((result) => result.gate.name === 'build' && result.verdict === 'ok');
  const echo = (text: string) => {
    if (options.verbose) process.stdout.write(text);
  };
  const result = await runGate(gate, { isBuilt, echo });
  results.push(result);
  process.stdout.write(`${result.verdict.padEnd(7)}  ${gate.name}  ${result.seconds.toFixed(1)} s\n`);
  if (result.verdict === 'FAILED' && !options.verbose) {
    process.stdout.write(`${readable(result.logFile)}\n\n`);
  }
}

/** A failed comparison may print a line of a hundred kilobytes; the log file has it whole. */
function readable(logFile: string): string {
  const lines = readFileSync(inProject(logFile), 'utf8').trimEnd().split('\n');
  return lines.map((line) => (line.length > 500 ? `${line.slice(0, 500)}…` : line)).join('\n');
}

function batches(gates: Gate[]): Gate[][] {
  const grouped: Gate[][] = [];
  for (const gate of gates) {
    const last = grouped.at(-1);
    const fitsBeside = gate.isLight && last?.length === 1 && last[0]?.isLight;
    if (fitsBeside) last.push(gate);
    else grouped.push([gate]);
  }
  return grouped;
}

function chooseGates(only: string | undefined): Gate[] {
  if (only === undefined) return allGates;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !allGates.some((gate) => gate.name === name));
  if (unknown.length > 0) fail(`There is no gate named ${unknown.join(', ')}.`);
  return allGates.filter(({ name }) => names.includes(name));
}

function readCommandLine() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n\n${help}`);
  process.exit(1);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
