// Several pages work off passes together, a batch at a time; what a record holds isn't asked again.
import type { AskedAnswer, PageSession } from './page-session.ts';
import { openPassRecord, type PassRecord } from './pass-record.ts';
import type { Pass } from './pass.ts';
import type { PassKind, Progress } from './progress.ts';

/** Questions per call into a page: small enough that progress shows and little is lost. */
const BATCH = 25;

export interface Crew {
  readonly sessions: readonly Pick<PageSession, 'ask'>[];
  /** Where records are kept; undefined = nowhere. */
  readonly recordFolder: string | undefined;
  readonly progress: Progress;
  /** Told after each batch. */
  say(line: string): void;
}

interface Batch {
  readonly pass: Pass;
  readonly record: PassRecord;
  readonly from: number;
  readonly to: number;
  readonly answers: AskedAnswer[];
}

/** Who needs no device. */
export const kindOf = ({ mode }: Pass): PassKind => (mode === 'only_in_cloud' ? 'hosted' : 'device');

/** The answers of each pass, in the order of its prompts. Throws as soon as one page does. */
export async function runPasses(crew: Crew, passes: readonly Pass[]): Promise<readonly (readonly AskedAnswer[])[]> {
  const answers = passes.map((): AskedAnswer[] => []);
  const queue = passes.flatMap((pass, index) => batchesOf(crew, pass, answers[index] ?? []));
  await Promise.all(
    crew.sessions.map(async (session) => {
      for (let batch = queue.shift(); batch; batch = queue.shift()) await answerBatch(crew, session, batch);
    }),
  );
  return answers;
}

/** What isn't known yet, in runs of at most a batch; what is known is filled in. */
function batchesOf(crew: Crew, pass: Pass, answers: AskedAnswer[]): Batch[] {
  const record = openPassRecord(crew.recordFolder, pass);
  for (const [place, answer] of record.known) answers[place] = answer;
  crew.progress.skipped(kindOf(pass), record.known.size);
  const batches: Batch[] = [];
  for (let from = 0; from < pass.prompts.length; ) {
    let to = from;
    while (to < pass.prompts.length && to - from < BATCH && !record.known.has(to)) to++;
    if (to > from) batches.push({ pass, record, from, to, answers });
    from = Math.max(to, from + 1);
  }
  return batches;
}

async function answerBatch(crew: Crew, session: Pick<PageSession, 'ask'>, { pass, record, from, to, answers }: Batch): Promise<void> {
  const startedAt = performance.now();
  const answered = await session.ask(pass.prompts.slice(from, to), pass.mode, pass.policy);
  record.add(from, answered);
  answered.forEach((answer, index) => (answers[from + index] = answer));
  crew.progress.answered(kindOf(pass), answered.length, (performance.now() - startedAt) / 1000);
  crew.say(`${crew.progress.text()} · ${pass.name} ${to}/${pass.prompts.length}`);
}
