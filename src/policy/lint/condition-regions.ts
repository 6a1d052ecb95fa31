// A condition as regions of facts: it holds exactly where one of them does. With them it can be told whether a condition
// can hold at all, and whether others always hold where it does.
import type { Condition } from '../condition.ts';
import type { DeviceCondition } from '../device-condition.ts';
import { commonValues, isImpossible, otherValues, POSSIBLE_VALUES, valuesPassing, type FactValues } from './fact-values.ts';

/** What each named fact may be; a fact that isn't named may be anything. */
type Region = Readonly<Record<string, FactValues>>;

/** More than a person would write; beyond it nothing is claimed. */
const MOST_REGIONS = 500;

/** False only where no facts at all satisfy the condition. */
export function canHold(condition: Condition | DeviceCondition): boolean {
  return regionsOf(condition)?.length !== 0;
}

/** True only where every set of facts that satisfies the condition satisfies one of the others, too. */
export function isCoveredBy(condition: Condition, others: readonly Condition[]): boolean {
  let left = regionsOf(condition);
  for (const other of others) {
    for (const region of regionsOf(other) ?? []) {
      left = left?.flatMap((part) => without(part, region));
      if (left === undefined || left.length > MOST_REGIONS) return false;
    }
  }
  return left?.length === 0;
}

/** Undefined when there are too many to look at. */
function regionsOf(condition: Condition | DeviceCondition): readonly Region[] | undefined {
  let regions: readonly Region[] = [{}];
  for (const [name, test] of Object.entries(condition)) {
    if (test === undefined) continue;
    const parts = name === '$and' || name === '$or' ? (test as Condition[]).map(regionsOf) : [[{ [name]: passing(name, test) }]];
    if (parts.some((part) => part === undefined)) return undefined;
    const choices = parts as (readonly Region[])[];
    regions = name === '$or' ? bothOf(regions, choices.flat()) : choices.reduce(bothOf, regions);
    if (regions.length > MOST_REGIONS) return undefined;
  }
  return regions;
}

const possible = (name: string): FactValues => POSSIBLE_VALUES[name] ?? { mayBeUnknown: true, values: { numbers: [] } };
const passing = (name: string, test: unknown) => valuesPassing(test, possible(name));

function bothOf(ones: readonly Region[], others: readonly Region[]): readonly Region[] {
  return ones.flatMap((one) => others.map((other) => intersect(one, other)).filter((region) => region !== undefined));
}

function intersect(one: Region, other: Region): Region | undefined {
  const region: Record<string, FactValues> = { ...one };
  for (const [name, values] of Object.entries(other)) {
    const common = commonValues(one[name] ?? possible(name), values);
    if (isImpossible(common)) return undefined;
    region[name] = common;
  }
  return Object.values(region).some(isImpossible) ? undefined : region;
}

/** What of `region` lies outside `other`, as regions that don't overlap. */
function without(region: Region, other: Region): readonly Region[] {
  const outside: Region[] = [];
  let inside = region;
  for (const [name, values] of Object.entries(other)) {
    const current = inside[name] ?? possible(name);
    const beyond = commonValues(current, otherValues(values));
    if (!isImpossible(beyond)) outside.push({ ...inside, [name]: beyond });
    const common = commonValues(current, values);
    if (isImpossible(common)) return [region];
    inside = { ...inside, [name]: common };
  }
  return outside;
}
