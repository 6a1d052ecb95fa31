import type { ExperimentReport } from '../../../src/wire/admin-api.ts';
import { Card } from '../page/card.tsx';
import { formatNumber } from '../words/format-count.ts';
import { metricFacts } from './metric-unit.ts';
import { effectWords } from './verdict-words.ts';
import { TableHead } from '../page/table-head.tsx';

/** The deciding metric by what kind of device the unit has. */
export function DeviceClassesCard({ report: { definition, fullVerdict } }: { readonly report: ExperimentReport }) {
  if (!definition) return null;
  const { unit } = metricFacts(definition.primary, definition);
  const rows = fullVerdict.comparisons
    .filter(({ metric }) => metric === definition.primary)
    .flatMap(({ variant, byDeviceClass }) => Object.entries(byDeviceClass).map(([name, effect]) => ({ variant, name, effect })));
  if (rows.length === 0) return null;
  return (
    <Card title="By device" hint={`${definition.primary} for each kind of device. With many kinds one will look different by chance: take it as a hint for the next experiment.`} testId="device-classes">
      <div class="table-scroll">
        <table>
          <TableHead columns={['Device', { number: 'Difference [interval]' }, { number: 'Units' }]} />
          <tbody>
            {rows.map(({ variant, name, effect }) => (
              <tr key={`${variant} ${name}`}>
                <th scope="row">
                  {name} <span class="hint">{variant}</span>
                </th>
                <td class={`is-number ${effect ? '' : 'muted'}`}>{effectWords(effect, unit)}</td>
                <td class="is-number">{effect ? formatNumber(effect.units) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
