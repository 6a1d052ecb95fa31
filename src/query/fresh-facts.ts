// Whether an answer needs facts of the day: a topic that changes, and a word for the present.
import type { Task } from './query-description.ts';
import type { TextScan } from './scan-state.ts';

/** The others work on what they are given, whatever it speaks of. */
const ASKING: ReadonlySet<Task> = new Set(['knowledge', 'reasoning', 'conversation']);

export function needsFreshFacts({ mentions }: TextScan, task: Task, isQuestion: boolean): boolean {
  const isRequest = isQuestion || mentions.some(({ meaning, startsClause }) => startsClause && meaning.makingReach !== undefined);
  if (!ASKING.has(task) || !isRequest) return false;
  const isNow = mentions.some(({ meaning, before }) => meaning.roles.now || (meaning.roles.period && before?.roles.last));
  const isFreshByNature = mentions.some(({ meaning }) => meaning.roles.freshAlone);
  if (isNow) return isFreshByNature || mentions.some(({ meaning }) => meaning.roles.freshTopic);
  // "Why does the weather change?" asks for what lasts.
  return isFreshByNature && !mentions.some(({ meaning, before }) => meaning.roles.why || (meaning.roles.auxiliary && before?.roles.how));
}
