// Anything → a policy, or every fault in it with its path.
import * as v from 'valibot';
import { err, ok, type Result } from '../result.ts';
import { faultWords } from './fault-words.ts';
import { PolicySchema, type Policy } from './policy.ts';

/** One fault: `{ path: 'accept.minimumConfidence', message: 'must be at most 1, not 7' }`. */
export interface PolicyIssue {
  readonly path: string;
  readonly message: string;
}

/**
 * Parses a policy document (already read from JSON or YAML).
 *
 * @example
 * const parsed = parsePolicy(JSON.parse(text));
 * if (!parsed.ok) for (const issue of parsed.error) console.error(`${issue.path}: ${issue.message}`);
 */
export function parsePolicy(input: unknown): Result<Policy, readonly PolicyIssue[]> {
  const parsed = v.safeParse(PolicySchema, input);
  return parsed.success ? ok(parsed.output) : err(parsed.issues.flatMap(describeIssue));
}

function describeIssue(issue: v.BaseIssue<unknown>): PolicyIssue[] {
  // A union reports itself; its branches say what was wrong inside. Show the branch that got furthest.
  const deepest = issue.issues && nearest(issue.issues);
  if (deepest?.path && deepest.path.length > 0) {
    return describeIssue({ ...deepest, path: [...(issue.path ?? []), ...deepest.path] as typeof deepest.path });
  }
  return [{ path: v.getDotPath(issue) ?? '(document)', message: faultWords(issue) }];
}

/** Of a union's issues, branch after branch, one of those furthest inside: that of a branch in which nothing is missing, where there is one. */
function nearest(issues: readonly v.BaseIssue<unknown>[]): v.BaseIssue<unknown> | undefined {
  const depth = Math.max(...issues.map(({ path }) => path?.length ?? 0));
  const inside = issues.filter(({ path }) => (path?.length ?? 0) === depth);
  const isMissing = ({ received }: v.BaseIssue<unknown>) => received === 'undefined';
  // A field that is none ends its branch; what else stands there stands before it.
  const isUnknown = ({ expected }: v.BaseIssue<unknown>) => expected === 'never';
  const whole = inside.find((issue, index) => !isMissing(issue) && (index === 0 || !isMissing(inside[index - 1]!)));
  if (whole) return whole;
  const unknown = inside.filter(isUnknown);
  return 2 * unknown.length === inside.length ? unknown[0] : inside[0];
}
