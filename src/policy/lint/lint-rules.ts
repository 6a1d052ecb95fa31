// Rules that can never decide anything, and names that are used twice.
import type { Policy } from '../policy.ts';
import { canHold, isCoveredBy } from './condition-regions.ts';
import { error, type PolicyFinding } from './finding.ts';

export function lintRules(policy: Policy): readonly PolicyFinding[] {
  const { rules } = policy.start;
  const refusals = policy.device.refusals ?? [];
  return [
    ...rules.flatMap((_, index) => lintRule(rules, index)),
    ...refusals.flatMap(({ name, when }, index) => (canHold(when) ? [] : [contradiction(`device.refusals.${index}.when`, `refusal "${name}"`)])),
    ...repeatedNames(rules, 'start.rules'),
    ...repeatedNames(refusals, 'device.refusals'),
    ...repeatedNames(policy.safety?.rules ?? [], 'safety.rules'),
  ];
}

type Rules = Policy['start']['rules'];

function lintRule(rules: Rules, index: number): readonly PolicyFinding[] {
  const rule = rules[index];
  if (rule === undefined) return [];
  const path = `start.rules.${index}.when`;
  if (!canHold(rule.when)) return [contradiction(path, `rule "${rule.name}"`)];
  const earlier = rules.slice(0, index);
  const single = earlier.find(({ when }) => isCoveredBy(rule.when, [when]));
  if (single) {
    const aim = single.route === rule.route ? 'Delete it' : `Move it before "${single.name}"`;
    return [error(path, `Rule "${rule.name}" never decides: "${single.name}" before it applies to every query this one asks for.`, `${aim}, or narrow "${single.name}".`)];
  }
  if (!isCoveredBy(rule.when, earlier.map(({ when }) => when))) return [];
  return [error(path, `Rule "${rule.name}" never decides: the rules before it together apply to every query this one asks for.`, 'Move it before them, or delete it.')];
}

function contradiction(path: string, what: string): PolicyFinding {
  return error(path, `The tests of ${what} contradict each other: nothing can pass all of them.`, 'Loosen one of them; $or takes tests of which one is enough.');
}

function repeatedNames(items: readonly { readonly name: string }[], path: string): readonly PolicyFinding[] {
  return items.flatMap(({ name }, index) => {
    const first = items.findIndex((item) => item.name === name);
    return first === index ? [] : [error(`${path}.${index}.name`, `"${name}" is the name of ${path}.${first} already, so a decision doesn't tell which it was.`, 'Give it a name of its own.')];
  });
}
