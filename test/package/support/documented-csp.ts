// The policy as docs/csp.md prints it: what is promised there is what is tested.
import { readFileSync } from 'node:fs';
import { inProject } from '../../../scripts/project-paths.ts';

/** One line, for the header; the router's address takes the place of the example's. */
export function documentedCsp(router: string, reportTo: string): string {
  const [, policy] = /^```\n([^`]+)^```/m.exec(readFileSync(inProject('docs/csp.md'), 'utf8')) ?? [];
  if (policy === undefined) throw new Error('docs/csp.md has no code block with the policy.');
  return `${policy.replaceAll(/\s+/g, ' ').trim().replace('https://ai.example.com', router)}; report-uri ${reportTo}`;
}
