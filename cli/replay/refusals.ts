// Why the log can't carry an estimate, and what to do so that it can.
import type { AuditedEstimates } from '../../src/replay/audited.ts';
import type { PolicyEstimate } from '../../src/replay/estimate-policy.ts';
import { percent } from '../format/numbers.ts';

const EXPLORE = 'Let the policy decide for a share of the units first (phirst policy deploy <file> --share 5, or an experiment)';

export function estimateProblem({ problem, queries, withoutOverlap, effectiveSampleSize, effectiveUnits, largestWeightShare }: PolicyEstimate): string {
  switch (problem) {
    case 'not_dealt':
      return 'No unit was dealt among policies: only keys of servers asked, or units that were forced into a variant. Units come from apps; see docs/experiments.md.';
    case 'not_measured':
      return 'the log tells it of no query.';
    case 'no_overlap':
      return `${withoutOverlap} of ${queries} queries (${percent(withoutOverlap / Math.max(1, queries))}) would go a way on which no policy in force sent them, so nothing shows what would have come of it. ${EXPLORE}, or raise audit.share.`;
    case 'too_few':
      return `What goes the policy’s way counts as ${Math.round(effectiveSampleSize)} of ${queries} queries, and 100 are needed. Wait for more, or raise the share of units whose policy decides like it.`;
    case 'few_units':
      return `What goes the policy’s way counts as ${Math.round(effectiveUnits)} units, and 30 are needed: what one person asks is alike. Wait for more of them.`;
    case 'one_dominates':
      return `A single query or unit would carry ${percent(largestWeightShare)} of the estimate, and 5 % are allowed. ${EXPLORE}.`;
    default:
      return '';
  }
}

export function auditProblem({ problem, audited, answeredByDevice }: AuditedEstimates): string {
  switch (problem) {
    case 'not_drawn':
      return `Of ${answeredByDevice} queries that the device answered, ${audited} were audited, and of its kept answers or of those handed up none. Set audit.share in the policy and ask for consent in the app.`;
    case 'one_dominates':
      return 'A single audited query, or those of a single unit, would carry over 5 % of the estimate. Raise audit.share, or wait for more units.';
    case 'few_units':
      return `${audited} audited queries come from too few units: they count as fewer than 30. Wait for more.`;
    case 'too_few':
    case 'no_overlap':
      return `${audited} audited queries count as fewer than 100. Raise audit.share, or wait.`;
    default:
      return '';
  }
}
