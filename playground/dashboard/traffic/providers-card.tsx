import { useMemo } from 'preact/hooks';
import type { ProviderHour } from '../../../src/wire/admin-api.ts';
import { Card } from '../page/card.tsx';
import { formatNumber } from '../words/format-count.ts';
import { modelHealth } from './provider-health.ts';
import { QuantileCell } from './quantile-cell.tsx';
import { shareWords } from './share-words.ts';
import { TableHead } from '../page/table-head.tsx';

export function ProvidersCard({ hours }: { readonly hours: readonly ProviderHour[] }) {
  const models = useMemo(() => modelHealth(hours), [hours]);
  return (
    <Card title="Hosted models" hint="Every call, as the edge saw it: also those after which another model answered." testId="providers-card">
      {models.length === 0 ? (
        <p class="muted">No hosted model was called.</p>
      ) : (
        <div class="table-scroll">
          <table>
            <TableHead columns={['Model', { number: 'Calls' }, { number: 'Failed' }, { number: 'First words, half' }]} />
            <tbody>
              {models.map(({ model, attempts, failures, failed, codes, firstContent }) => {
                const { value, note } = shareWords(failed, attempts);
                return (
                  <tr key={model}>
                    <th scope="row">
                      {model}
                      {codes.length > 0 && <span class="hint codes">{codes.map(({ code, count }) => `${code} ${formatNumber(count)}`).join(', ')}</span>}
                    </th>
                    <td class="is-number">{formatNumber(attempts)}</td>
                    <td class={`is-number ${failures > 0 ? 'is-fault' : ''}`}>
                      {value} <span class="hint interval">{note}</span>
                    </td>
                    <QuantileCell quantile={firstContent} />
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}
