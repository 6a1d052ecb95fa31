// Anything → a policy, or every fault in it with its path.
import * as v from 'valibot';
import { err, ok, type Result } from '../result.ts';
import { PolicySchema, type Policy } from './policy.ts';

/** One fault: `{ path: 'accept.minimumConfidence', message: 'Expected <=1 but received 7' }`. */
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
  const deepest = issue.issues?.reduce((one, other) => (other.path?.length ?? 0) > (one.path?.length ?? 0) ? other : one);
  if (deepest?.path && deepest.path.length > 0) {
    return describeIssue({ ...deepest, path: [...(issue.path ?? []), ...deepest.path] as typeof deepest.path });
  }
  return [{ path: v.getDotPath(issue) ?? '(document)', message: explain(issue) }];
}

/** Valibot's words for a missing and an unknown field are those of a type checker. */
function explain(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not a field of a policy; see policies/policy.schema.json';
  if (issue.received === 'undefined') return 'is missing';
  return issue.message.replace(/^Invalid [a-z ]+: /i, '');
}
