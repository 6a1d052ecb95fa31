// What the cascade is held to, and whether all of it held.
import { printResult } from '../report/print-result.ts';

export interface ShareGoal {
  /** Part of all questions that is handed up. */
  readonly share: number;
  /** Right answers of the whole exam, what is out of distribution included, with the exact host. */
  readonly accuracy: number;
  /** The least that the lower end of its 95 % interval may be. */
  readonly lowerBound: number;
}

export const SHARE_GOALS: readonly ShareGoal[] = [
  { share: 0.2, accuracy: 0.98, lowerBound: 0.975 },
  { share: 0.3, accuracy: 0.995, lowerBound: 0.992 },
];

/** An accuracy bought by handing up more than the share is none. */
export const SHARE_TOLERANCE = 0.02;
/** The decision made again comes out as it does end to end. */
export const LEAST_AGREEMENT = 0.995;
/** With the watch on, what is handed up at most, and the share of a long answer that may be written by then. */
export const WATCHED_SHARE = 0.3;
export const MOST_SPENT = 0.4;
/** At most so many of all answers are kept and wrong. */
export const PROMISED = 0.05;

export interface Judge {
  /** Prints the goal and whether it holds. */
  goal(name: string, value: number, holds: boolean, goal: string): void;
  readonly isEveryGoalMet: boolean;
}

export function createJudge(): Judge {
  let isEveryGoalMet = true;
  return {
    goal(name, value, holds, goal) {
      printResult({ name: `goal.${name}`, value, unit: 'share', goal, holds });
      isEveryGoalMet &&= holds;
    },
    get isEveryGoalMet() {
      return isEveryGoalMet;
    },
  };
}
