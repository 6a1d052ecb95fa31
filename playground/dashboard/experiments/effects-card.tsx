import type { Comparison } from '../../../src/experiment/verdict.ts';
import type { ExperimentReport } from '../../../src/wire/admin-api.ts';
import { Card } from '../page/card.tsx';
import { formatNumber } from '../words/format-count.ts';
import { formatDifference, formatLevel } from '../words/format-measure.ts';
import { metricFacts } from './metric-unit.ts';
import { effectWords, pWords } from './verdict-words.ts';
import { TableHead } from '../page/table-head.tsx';

/** Every metric of every variant against the control: over all units, and over those whose queries are decided otherwise. */
export function EffectsCard({ report: { definition, fullVerdict } }: { readonly report: ExperimentReport }) {
  const rank = ({ metric }: Comparison) => (metric === definition?.primary ? 0 : definition?.guardrails.some((guardrail) => guardrail.metric === metric) ? 1 : 2);
  const comparisons = fullVerdict.comparisons.toSorted((one, other) => rank(one) - rank(other));
  if (comparisons.length === 0) return null;
  return (
    <Card
      title="Every metric"
      hint="Triggered: only units with a query that the variants decide differently. Diluted: what that comes to over all units."
      isWide
      testId="effects"
    >
      <div class="table-scroll">
        <table class="is-roomy">
          <TableHead columns={['Metric', { number: 'Control' }, { number: 'Variant' }, { number: 'Difference [interval]' }, { number: 'p' }, { number: 'Units' }, { number: 'Triggered' }, { number: 'Diluted' }]} />
          <tbody>
            {comparisons.map((comparison) => (
              <Row key={`${comparison.variant} ${comparison.metric}`} comparison={comparison} unit={metricFacts(comparison.metric, definition).unit} isPrimary={comparison.metric === definition?.primary} />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Row({ comparison, unit, isPrimary }: { readonly comparison: Comparison; readonly unit: string; readonly isPrimary: boolean }) {
  const { variant, metric, controlMean, variantMean, effect, triggered } = comparison;
  const width = effect ? effect.high - effect.low : undefined;
  return (
    <tr>
      <th scope="row">
        {metric} <span class="hint">{variant}</span> {isPrimary && <span class="badge">decides</span>}
      </th>
      <td class="is-number">{formatLevel(controlMean, unit, width)}</td>
      <td class="is-number">{formatLevel(variantMean, unit, width)}</td>
      <td class={`is-number ${effect ? '' : 'muted'}`}>{effectWords(effect, unit)}</td>
      <td class="is-number">{effect ? pWords(effect.pValue) : ''}</td>
      <td class="is-number">{effect ? formatNumber(effect.units) : ''}</td>
      <td class="is-number">
        {triggered ? (
          <>
            {effectWords(triggered.effect, unit)} <span class="hint">{formatLevel(triggered.triggerRate, 'share', 0.1)} of units</span>
          </>
        ) : (
          <span class="muted">–</span>
        )}
      </td>
      <td class="is-number">{triggered ? formatDifference(triggered.diluted, unit, (triggered.effect.high - triggered.effect.low) * triggered.triggerRate) : <span class="muted">–</span>}</td>
    </tr>
  );
}
