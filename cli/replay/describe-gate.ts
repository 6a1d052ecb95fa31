// The gate's verdict, as a person reads it in a build's log.
import type { GateCheck, GateJudgement, GateVerdict } from '../../src/replay/gate.ts';
import { paint } from '../output/paint.ts';
import { table } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';

const VERDICTS: Readonly<Record<GateVerdict, string>> = {
  holds: 'holds',
  broken: 'broken',
  unsure: 'not sure: the interval reaches over it',
  unknown: 'not known: the log can’t tell, see above',
};

export function describeGate({ passed, checks, confidence }: GateJudgement, terminal: Terminal): string {
  const rows = checks.map((check) => [check.limit, String(check.bound), rangeOf(check), check.from, VERDICTS[check.verdict]]);
  const kept = checks.filter(({ verdict }) => verdict === 'holds').length;
  const verdict = passed ? paint(terminal, 'green', `Gate passed: all ${checks.length} limits surely hold.`) : paint(terminal, 'red', `Gate failed: ${kept} of ${checks.length} limits surely hold.`);
  const estimated = checks.filter(({ from, low }) => from !== 'decisions' && low !== null).length;
  const together = estimated < 2 ? '' : `Each interval is one of ${Number((100 * confidence).toFixed(2))} %, so that all of them together are as sure as one of 95 %.\n`;
  return `${table(terminal, [{ title: 'limit' }, { title: 'bound', align: 'right' }, { title: 'is between', align: 'right' }, { title: 'by' }, { title: 'verdict' }], rows)}${together}${verdict}\n`;
}

function rangeOf({ low, high }: GateCheck): string {
  if (low === null || high === null) return 'unknown';
  return low === high ? short(low) : `${short(low)} and ${short(high)}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
