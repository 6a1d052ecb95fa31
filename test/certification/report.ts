// docs/results/certification.md: what was done to each subject, what came of it, and everything that was not as it must be.
import type { CaseResult } from './exhaustive.ts';

export interface ReportInput {
  readonly results: readonly CaseResult[];
  readonly command: string;
  readonly commit: string;
  readonly seconds: number;
}

export function reportOf({ results, command, commit, seconds }: ReportInput): string {
  const broken = results.filter(({ violations }) => violations.length > 0);
  return `# Certification

What becomes of an answer when something fails on its way: every fault below is played against the router and the SDK, and each time these must hold.

- Exactly one terminal event: the answer, or one error with a code of ours in OpenAI's shape.
- No text lost, doubled or mixed: what is shown is a whole answer of one model, or, before an error, the beginning of one.
- The deadline is kept; nothing is asked again that was itself at fault.
- Every call to a provider ends or is let go of, also when the caller leaves.
- No unhandled rejection, one outcome record a request, every reservation settled once and never above what was reserved.
- Where a second try or the next model of the ladder can save the answer, it is saved.

Written by \`${command}\` at ${commit}, in ${Math.round(seconds)} s: **${results.length.toLocaleString('en')} cases, ${broken.length} broken**.
In process the far side is a script and the clock is virtual; the rows named *workerd* are real sockets into the built router in workerd. "Once" means that the next call is healthy, "always" that none is.

## Cases

${countTable(results)}

## What came of each fault

The terminal event; where the cases of a group ended differently, each with its count.

${groupsIn(results).map((group) => outcomeTable(results.filter((result) => result.group === group), group)).join('\n\n')}

## Broken

${broken.length === 0 ? 'None.' : broken.slice(0, 200).map(({ subject, group, fault, violations }) => `- ${subject}, ${group}, ${fault}: ${violations.join('; ')}`).join('\n')}
`;
}

const unique = <Value>(values: readonly Value[]) => [...new Set(values)];
const groupsIn = (results: readonly CaseResult[]) => unique(results.map(({ group }) => group));

function countTable(results: readonly CaseResult[]): string {
  const groups = groupsIn(results);
  const subjects = unique(results.map(({ subject }) => subject));
  const cell = (subject: string, group: string) => {
    const cases = results.filter((result) => result.subject === subject && result.group === group);
    const broken = cases.filter(({ violations }) => violations.length > 0).length;
    if (cases.length === 0) return '';
    return broken === 0 ? String(cases.length) : `${cases.length} (**${broken} broken**)`;
  };
  return table(['subject', ...groups], subjects.map((subject) => [subject, ...groups.map((group) => cell(subject, group))]));
}

function outcomeTable(results: readonly CaseResult[], group: string): string {
  const subjects = unique(results.map(({ subject }) => subject));
  const rows = unique(results.map(({ fault }) => rowOf(fault, group)));
  const cell = (row: string, subject: string) =>
    tally(results.filter((result) => result.subject === subject && rowOf(result.fault, group) === row).map(({ outcome }) => outcome));
  return `### ${group}\n\n${table(['fault', ...subjects], rows.map((row) => [row, ...subjects.map((subject) => cell(row, subject))]))}`;
}

/** Hundreds of cuts are one row, and so are all faults that followed one. */
function rowOf(fault: string, group: string): string {
  if (group === 'cut') return fault.replace(/\d+$/, 'n');
  return group === 'two in a row' ? fault.replace(/, then .*/, ', then any other') : fault;
}

function tally(outcomes: readonly string[]): string {
  const counts = unique(outcomes).map((outcome) => ({ outcome, count: outcomes.filter((other) => other === outcome).length }));
  counts.sort((one, other) => other.count - one.count);
  return counts.map(({ outcome, count }) => (counts.length === 1 ? outcome : `${outcome} ${count}`)).join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
