/** One conversion: a count of `from` times `factor` is a count of `to`. */
interface UnitConversion {
  readonly from: string;
  readonly to: string;
  readonly factor: number;
}

/**
 * The unit conversions asked about.
 *
 * @example units[0] // { from: 'km', to: 'meters', factor: 1000 }
 */
export const units: readonly UnitConversion[] = [
  { from: 'km', to: 'meters', factor: 1000 },
  { from: 'kg', to: 'grams', factor: 1000 },
  { from: 'meters', to: 'cm', factor: 100 },
  { from: 'hours', to: 'minutes', factor: 60 },
  { from: 'minutes', to: 'seconds', factor: 60 },
  { from: 'weeks', to: 'days', factor: 7 },
  { from: 'days', to: 'hours', factor: 24 },
  { from: 'feet', to: 'inches', factor: 12 },
  { from: 'dozen', to: 'items', factor: 12 },
];
