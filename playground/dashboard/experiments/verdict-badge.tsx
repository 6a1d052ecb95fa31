import type { VerdictKind } from '../../../src/experiment/verdict.ts';
import { verdictLabel, verdictTone } from './verdict-words.ts';

const LOOKS = { calm: '', good: 'is-device', doubt: 'is-unsure', fault: 'is-fault' } as const;

export function VerdictBadge({ kind }: { readonly kind: VerdictKind }) {
  return <span class={`badge ${LOOKS[verdictTone(kind)]}`}>{verdictLabel(kind)}</span>;
}
