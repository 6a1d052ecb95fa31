// Which questions a figure is about, and how much each counts in it.
import type { Labels } from '../../models/gain/training/label.ts';
import type { Question } from '../../models/gain/training/read-routing-data.ts';

export interface Scope {
  readonly name: string;
  readonly rows: Int32Array;
  /** By place in `rows`. */
  readonly weight: Float64Array;
}

/** Each source; all questions of the device's own model (`pooled`); and those as traffic in which every kind is as frequent (`mixed`). */
export function scopesOf(questions: readonly Question[], labels: readonly Labels[], rows: Int32Array): readonly Scope[] {
  const even = (name: string, kept: Int32Array): Scope => ({ name, rows: kept, weight: new Float64Array(kept.length).fill(1) });
  const sources = [...new Set([...rows].map((row) => questions[row]!.source))].toSorted();
  const own = rows.filter((row) => isPhi(labels[row]!));
  const scopes = sources.map((source) => even(source, rows.filter((row) => questions[row]!.source === source)));
  if (own.length === 0) return scopes;
  const counts = Map.groupBy(own, (row) => questions[row]!.source);
  const mixed = Float64Array.from(own, (row) => own.length / (counts.size * counts.get(questions[row]!.source)!.length));
  return [...scopes, even('pooled', own), { name: 'mixed', rows: own, weight: mixed }];
}

export function isPhi({ pair }: Labels): boolean {
  return pair.device.startsWith('Phi-3');
}
