// Units as GrowthBook's exposure queries want them, a page at a time: a book may hold hundreds of thousands.
import type { RunningExperiment } from '../../src/experiment/deployment.ts';
import type { ExportPage } from './experiment-protocol.ts';
import { UNKNOWN_CLASS } from './measured-values.ts';

interface UnitRow extends Record<string, SqlStorageValue> {
  readonly id: number;
  readonly name: string;
  readonly variant: number;
  readonly first_at: number;
  readonly device_class: string | null;
  readonly triggered: number;
}

/** Events are forgotten before units are: then their values know. */
const PAGE = `
  SELECT id, name, variant, first_at,
    COALESCE(
      (SELECT device_class FROM event WHERE unit = unit.id AND device_class IS NOT NULL ORDER BY at LIMIT 1),
      (SELECT device_class FROM unit_value WHERE unit = unit.id AND device_class <> '${UNKNOWN_CLASS}' LIMIT 1)
    ) AS device_class,
    EXISTS (SELECT 1 FROM event WHERE unit = unit.id AND is_divergent = 1)
      OR EXISTS (SELECT 1 FROM unit_value WHERE unit = unit.id AND is_triggered = 1) AS triggered
  FROM unit WHERE id > ? AND first_at IS NOT NULL ORDER BY id LIMIT ?
`;

export function exportPage(sql: SqlStorage, { key, variants }: RunningExperiment, { after, limit }: { readonly after: number; readonly limit: number }): ExportPage {
  const units = sql.exec<UnitRow>(PAGE, after, limit).toArray();
  const rows = units.map(({ name, variant, first_at, device_class, triggered }) => ({
    timestamp: new Date(first_at).toISOString(),
    experiment_id: key,
    variation_id: String(variant),
    variation_name: variants[variant]?.name ?? '',
    unit: name,
    device_class,
    triggered: triggered === 1 ? (1 as const) : (0 as const),
  }));
  return { rows, next: units.length < limit ? null : units.at(-1)!.id };
}
