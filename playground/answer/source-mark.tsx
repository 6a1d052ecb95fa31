import type { Source } from '../../client-sdk/session/answer-part.ts';
import { Icon } from '../icons/icon.tsx';

/** The round sign beside an answer: teal for this device, violet for a hosted model. */
export function SourceMark({ source }: { readonly source: Source | undefined }) {
  return <span class={`source-mark is-${source ?? 'undecided'}`}>{source && <Icon name={source} />}</span>;
}
