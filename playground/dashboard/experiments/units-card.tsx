import type { ExperimentReport } from '../../../src/wire/admin-api.ts';
import { Card } from '../page/card.tsx';
import { formatNumber } from '../words/format-count.ts';
import { sampleRatioWords } from './verdict-words.ts';
import { TableHead } from '../page/table-head.tsx';

/** Who took part, and whether the variants got as many as they should. */
export function UnitsCard({ report: { measurements, fullVerdict, definition } }: { readonly report: ExperimentReport }) {
  const { sampleRatio } = fullVerdict;
  return (
    <Card title="Units" testId="units">
      <p class={sampleRatio.isMismatch ? 'notice is-warning' : ''} data-testid="sample-ratio">
        {sampleRatioWords(sampleRatio)}
      </p>
      {measurements.length > 0 && (
        <div class="table-scroll">
          <table>
            <TableHead columns={['Variant', { number: 'Met it' }, { number: definition ? `Measured: ${definition.primary}` : 'Measured' }]} />
            <tbody>
              {measurements.map(({ variant, exposedUnits, metrics }, index) => (
                <tr key={variant}>
                  <th scope="row">
                    {variant} {index === 0 && definition && <span class="hint">control</span>}
                  </th>
                  <td class="is-number">{formatNumber(exposedUnits)}</td>
                  <td class="is-number">{formatNumber((definition ? metrics[definition.primary] : Object.values(metrics)[0])?.all.count ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="hint">A unit counts as measured once its window is over, whether it was content or not.</p>
    </Card>
  );
}
