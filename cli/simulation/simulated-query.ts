// A query to be simulated, with what was recorded of the device's answer where somebody recorded it.
import * as v from 'valibot';
import { faultWords } from '../../src/policy/fault-words.ts';
import { INFERENCE_MODES, PRIVACY_CLASSES } from '../../src/query/query.ts';

const Text = v.pipe(v.string(), v.nonEmpty('must not be empty'));

const LineSchema = v.pipe(
  v.looseObject({
    id: v.optional(v.union([v.string(), v.number()])),
    prompt: v.optional(Text),
    messages: v.optional(v.pipe(v.array(v.object({ role: v.picklist(['system', 'user', 'assistant']), content: v.string() })), v.minLength(1))),
    context: v.optional(v.array(v.string())),
    mode: v.optional(v.picklist(INFERENCE_MODES)),
    privacy: v.optional(v.picklist(PRIVACY_CLASSES)),
    /** Of the device's answer, 0 to 1. */
    confidence: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    /** Length of the device's answer. */
    tokens: v.optional(v.pipe(v.number(), v.minValue(0))),
    /** Whether the device's answer was right. */
    correct: v.optional(v.boolean()),
    /** False where it was cut at its length limit. */
    complete: v.optional(v.boolean()),
  }),
  v.check(({ prompt, messages }) => (prompt === undefined) !== (messages === undefined), 'needs either "prompt" or "messages"'),
);

export type SimulatedQuery = v.InferOutput<typeof LineSchema> & { readonly id: string | number };

/** @returns the queries, and what is wrong with lines that are none, each with its line */
export function readQueries(text: string, fileName: string): { readonly queries: readonly SimulatedQuery[]; readonly problems: readonly string[] } {
  const queries: SimulatedQuery[] = [];
  const problems: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = `${fileName}:${index + 1}`;
    const json = readJson(line);
    if (json === undefined) {
      problems.push(`${at} is no JSON`);
      continue;
    }
    const parsed = v.safeParse(LineSchema, json);
    if (parsed.success) queries.push({ ...parsed.output, id: parsed.output.id ?? `line ${index + 1}` });
    else problems.push(`${at} ${v.getDotPath(parsed.issues[0]) ?? ''} ${faultWords(parsed.issues[0])}`.replace('  ', ' '));
  }
  return { queries, problems };
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
