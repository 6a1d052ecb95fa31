// GrowthBook's bucketing, value for value (sdk-js 0.8.0, `cases.json`): a unit assigned there is assigned the same here.
import { fnv1a } from './fnv1a.ts';

/** A half-open part of [0, 1). */
export type BucketRange = readonly [from: number, to: number];

/**
 * Where a unit falls in [0, 1), in steps of 1/10,000 (version 2) or 1/1,000 (version 1, biased when experiments share units:
 * kept for namespaces, as GrowthBook does). Null for an unknown version.
 *
 * @example hashUnit({ seed: 'seed', unit: 'a', version: 2 }) // 0.0505
 */
export function hashUnit({ seed, unit, version }: { readonly seed: string; readonly unit: string; readonly version: number }): number | null {
  if (version === 2) return (fnv1a(String(fnv1a(seed + unit))) % 10_000) / 10_000;
  if (version === 1) return (fnv1a(unit + seed) % 1000) / 1000;
  return null;
}

/**
 * The part of [0, 1) that each variant takes. Starts depend on weights alone and lengths on the coverage, so raising the
 * coverage adds units and moves none.
 *
 * @param coverage share of all units that take part; held to [0, 1].
 * @param weights equal ones where they are absent, of the wrong number or don't sum to 1.
 * @example bucketRanges(2, 0.5) // [[0, 0.25], [0.5, 0.75]]
 */
export function bucketRanges(variants: number, coverage = 1, weights?: readonly number[]): readonly BucketRange[] {
  const covered = Math.min(1, Math.max(0, coverage));
  const sum = weights?.reduce((total, weight) => total + weight, 0) ?? 0;
  const isUsable = weights?.length === variants && sum >= 0.99 && sum <= 1.01;
  const used = isUsable ? weights : Array.from({ length: variants }, () => 1 / variants);
  let start = 0;
  return used.map((weight) => {
    const range = [start, start + covered * weight] as const;
    start += weight;
    return range;
  });
}

/** Index of the range that holds the bucket, −1 for none. `chooseVariant(0.6, [[0, 0.5], [0.5, 1]])` → 1 */
export function chooseVariant(bucket: number, ranges: readonly BucketRange[]): number {
  return ranges.findIndex(([from, to]) => bucket >= from && bucket < to);
}

/** A slice of the units that one experiment has to itself. */
export interface Namespace {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** `isInNamespace('1', { name: 'namespace1', from: 0.4, to: 1 })` → true */
export function isInNamespace(unit: string, { name, from, to }: Namespace): boolean {
  const bucket = hashUnit({ seed: `__${name}`, unit, version: 1 }) as number;
  return bucket >= from && bucket < to;
}
