// What is expected of a query from what it is about and where it is answered: the mean of others like it. It need not be right
// for the doubly robust estimate to be, only better than nothing to make it calmer.
import { fnv1a } from '../experiment/fnv1a.ts';
import type { LoggedQuery } from './logged-query.ts';
import type { Route } from './way.ts';

export interface ModelledRow {
  readonly query: LoggedQuery;
  readonly route: Route;
  readonly reward: number;
}

/** How many like the whole each group is taken to have already. */
const PRIOR_WEIGHT = 20;

type Predict = (query: LoggedQuery, route: Route) => number;

/** Fitted on the other half of the units: nobody's own outcome is in what is expected of them. */
export function fitRewards(rows: readonly ModelledRow[]): Predict {
  const halves = [0, 1].map((half) => fitHalf(rows.filter(({ query }) => halfOf(query) !== half)));
  return (query, route) => halves[halfOf(query)]!(query, route);
}

function halfOf({ unit, decisionId }: LoggedQuery): number {
  return fnv1a(unit ?? decisionId) % 2;
}

function fitHalf(rows: readonly ModelledRow[]): Predict {
  const sums = new Map<string, { sum: number; count: number }>();
  const mean = rows.reduce((sum, { reward }) => sum + reward, 0) / Math.max(1, rows.length);
  for (const { query, route, reward } of rows) {
    for (const group of groupsOf(query, route)) {
      const known = sums.get(group) ?? { sum: 0, count: 0 };
      sums.set(group, { sum: known.sum + reward, count: known.count + 1 });
    }
  }
  return (query, route) =>
    groupsOf(query, route).reduce((expected, group) => {
      const { sum, count } = sums.get(group) ?? { sum: 0, count: 0 };
      return (sum + PRIOR_WEIGHT * expected) / (count + PRIOR_WEIGHT);
    }, mean);
}

/** From the widest to the narrowest: each leans on the one before it. */
function groupsOf({ start, hosted, accept }: LoggedQuery, route: Route): readonly string[] {
  const task = (start ?? hosted)?.input.description.task ?? 'unknown';
  const confidence = accept?.input.confidence?.value;
  const place = route === 'device' || route === 'undecided' ? 'device' : route === 'none' ? 'none' : 'hosted';
  return [place, `${place} ${task}`, `${place} ${task} ${confidence === undefined ? 'unknown' : Math.floor(confidence * 5)}`];
}
