import { useState } from 'preact/hooks';
import type { AuditEntry } from '../../../src/wire/admin-api.ts';
import { describeChange } from '../changes/describe-change.ts';
import { Card } from '../page/card.tsx';
import { formatMoment } from '../words/format-moment.ts';
import type { PolicyNames } from './policy-names.ts';
import { TableHead } from '../page/table-head.tsx';

const SHOWN = 12;

/** Who changed what, when and why: the audit log. */
export function HistoryCard({ audit, names }: { readonly audit: readonly AuditEntry[]; readonly names: PolicyNames }) {
  const [isWhole, setIsWhole] = useState(false);
  return (
    <Card title="History" hint="Every change of what is in force, newest first: also those that guardrails made." isWide testId="history">
      {audit.length === 0 ? (
        <p class="muted">Nothing was changed yet.</p>
      ) : (
        <div class="table-scroll">
          <table class="is-roomy">
            <TableHead columns={[{ number: 'No.' }, 'When', 'What', 'By', 'Why']} />
            <tbody>
              {(isWhole ? audit : audit.slice(0, SHOWN)).map(({ sequence, at, by, reason, change }) => (
                <tr key={sequence}>
                  <td class="is-number">{sequence}</td>
                  <td class="no-break">{formatMoment(at)}</td>
                  <th scope="row">{describeChange(change, names)}</th>
                  <td>{by === 'guardrail' ? <span class="badge is-unsure">guardrail</span> : by}</td>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {audit.length > SHOWN && (
        <button type="button" class="text-button" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Fewer' : `All ${audit.length}`}
        </button>
      )}
    </Card>
  );
}
