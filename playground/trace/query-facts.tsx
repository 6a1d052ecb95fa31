import type { QueryDescription } from '../../src/query/query-description.ts';
import { formatDetail } from './format-detail.ts';

type ShownFact = readonly [label: string, read: (description: Partial<QueryDescription>) => unknown];

const FACTS: readonly ShownFact[] = [
  ['Task', ({ task }) => task],
  ['Knowledge demand', ({ knowledgeDemand }) => knowledgeDemand],
  ['Language', ({ language, languageTier }) => (language === undefined ? undefined : `${language} (${languageTier})`)],
  ['Prompt tokens', ({ promptTokens }) => promptTokens],
  ['Expected answer', ({ expectedOutputTokens }) => (expectedOutputTokens === undefined ? undefined : `${expectedOutputTokens} tokens`)],
  ['Fresh facts', ({ needsFreshFacts }) => needsFreshFacts],
  ['Sensitivity', ({ sensitivity }) => sensitivity],
];

/** What was read out of the question before anything answered it. */
export function QueryFacts({ description }: { readonly description: Partial<QueryDescription> }) {
  return (
    <dl class="query-facts">
      {FACTS.map(([label, read]) => {
        const value = read(description);
        if (value === undefined) return null;
        return (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatDetail(value)}</dd>
          </div>
        );
      })}
    </dl>
  );
}
