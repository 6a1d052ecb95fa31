// What is expected of a query from what it is about and where it is answered: the mean of others like it. It need not be right
// for the doubly robust estimate to be, only better than nothing to make it calmer.
import { fnv1a } from '../experiment/fnv1a.ts';
import type { LoggedQuery } from './logged-query.ts';
import type { Route } from './way.ts';

/** Which half of the units somebody is of, and what the query is like: from the widest group to the narrowest. */
export interface Modelled {
  readonly half: 0 | 1;
  readonly groups: readonly string[];
}

export type ModelledReward = Modelled & { readonly reward: number };

/** How many like the whole each group is taken to have already. */
const PRIOR_WEIGHT = 20;

type Predict = (modelled: Modelled) => number;

/** Fitted on the other half of the units: nobody's own outcome is in what is expected of them. */
export function fitRewards(rows: readonly ModelledReward[]): Predict {
  const halves = [0, 1].map((half) => fitHalf(rows.filter((row) => row.half !== half)));
  return (modelled) => halves[modelled.half]!(modelled);
}

export function halfOf({ unit, decisionId }: LoggedQuery): 0 | 1 {
  return (fnv1a(unit ?? decisionId) % 2) as 0 | 1;
}

function fitHalf(rows: readonly ModelledReward[]): Predict {
  const sums = new Map<string, { sum: number; count: number }>();
  const mean = rows.reduce((sum, { reward }) => sum + reward, 0) / Math.max(1, rows.length);
  for (const { groups, reward } of rows) {
    for (const group of groups) {
      const known = sums.get(group) ?? { sum: 0, count: 0 };
      sums.set(group, { sum: known.sum + reward, count: known.count + 1 });
    }
  }
  // Each leans on the one before it.
  return ({ groups }) =>
    groups.reduce((expected, group) => {
      const { sum, count } = sums.get(group) ?? { sum: 0, count: 0 };
      return (sum + PRIOR_WEIGHT * expected) / (count + PRIOR_WEIGHT);
    }, mean);
}

export function groupsOf({ start, hosted, accept }: LoggedQuery, route: Route): readonly string[] {
  const task = (start ?? hosted)?.input.description.task ?? 'unknown';
  const confidence = accept?.input.confidence?.value;
  const place = route === 'device' || route === 'undecided' ? 'device' : route === 'none' ? 'none' : 'hosted';
  return [place, `${place} ${task}`, `${place} ${task} ${confidence === undefined ? 'unknown' : Math.floor(confidence * 5)}`];
}
