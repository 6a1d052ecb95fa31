import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import schema from '../../policies/policy.schema.json' with { type: 'json' };
import { describeChange, diffPolicies } from './diff-policies.ts';
import { changeWords } from './diff/change-words.ts';
import { loadDefaultPolicy } from './load-default-policy.ts';
import { parsePolicy } from './parse-policy.ts';
import { canonicalPolicy } from './policy-hash.ts';
import type { Policy } from './policy.ts';

type Draft = { [Key in keyof Policy]: any };

function changed(change: (draft: Draft) => void): string[] {
  const draft = structuredClone<Draft>(loadDefaultPolicy());
  change(draft);
  const parsed = parsePolicy(draft);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return diffPolicies(loadDefaultPolicy(), parsed.value).map(describeChange);
}

describe('says in words', () => {
  it('a threshold that moved, either way', () => {
    expect(changed((draft) => (draft.accept.minimumConfidence = 0.7))).toEqual(['accept.minimumConfidence: 0.8 → 0.7: more answers stay on the device']);
    expect(changed((draft) => (draft.accept.minimumConfidence = 0.9))).toEqual(['accept.minimumConfidence: 0.8 → 0.9: fewer answers stay on the device']);
  });

  it('a rule that came, one that went and one that moved', () => {
    expect(changed((draft) => draft.start.rules.push({ name: 'sums', when: { task: 'arithmetic' }, route: 'device' }))).toEqual([
      'start.rules[sums]: added {"name":"sums","when":{"task":"arithmetic"},"route":"device"}: the first that applies decides, so the order matters',
    ]);
    expect(changed((draft) => draft.start.rules.shift())).toEqual([expect.stringMatching(/^start\.rules\[fresh-facts\]: removed /)]);
    expect(changed((draft) => draft.start.rules.push(draft.start.rules.shift()))).toEqual([expect.stringMatching(/^start\.rules: order \["fresh-facts",.+ → \["long-tail-facts",/)]);
  });

  it('a part that went, as one change', () => {
    expect(changed((draft) => delete draft.start.lowBattery)).toEqual(['start.lowBattery: removed {"below":0.2,"minimumGain":0.05,"maximumOutputTokens":120}: what holds on a low battery']);
  });

  it('a model’s price under its name', () => {
    expect(changed((draft) => (draft.hosted.models[3].outputMicroUsdPerToken = 8))).toEqual(['hosted.models[openai/gpt-4o].outputMicroUsdPerToken: 10 → 8: its answers count as cheaper']);
  });
});

it('has words for every field of the schema', () => {
  const paths: string[] = [];
  const walk = (node: any, path: string): void => {
    if (path.endsWith('.when')) return;
    for (const one of node.anyOf ?? []) walk(one, path);
    for (const [name, property] of Object.entries<any>(node.properties ?? {})) {
      const inner = path === '' ? name : `${path}.${name}`;
      if (inner !== '$schema') paths.push(property.items?.properties ? `${inner}[]` : inner);
      walk(property, inner);
      if (property.items) walk(property.items, `${inner}[]`);
    }
  };
  walk(schema, '');
  expect(paths.length).toBeGreaterThan(60);
  expect(paths).toContain('accept.promise.worseThanHosted');
  expect(paths.filter((path) => changeWords(path, 1, 2) === undefined || changeWords(path, 'a', 'b') === undefined)).toEqual([]);
});

it('is empty for the same policy alone', () => {
  const policy = loadDefaultPolicy();
  expect(diffPolicies(policy, structuredClone(policy))).toEqual([]);
  // Breaks the document anywhere, keeps what still is a policy.
  const value = fc.oneof(fc.constantFrom<unknown>(undefined, 0, 0.5, 1, 7, 'x', 'mark', 'withhold', 'none', 'device', 'hosted', [], {}), fc.double({ min: 0, max: 1, noNaN: true }));
  const edit = fc.record({ at: fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 4 }), value, isSwap: fc.boolean() });
  let policies = 0;
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const draft = structuredClone(policy) as any;
      for (const each of edits) apply(draft, each);
      const parsed = parsePolicy(draft);
      if (!parsed.ok || canonicalPolicy(parsed.value) === canonicalPolicy(policy)) return;
      policies++;
      expect(diffPolicies(policy, parsed.value)).not.toEqual([]);
      expect(diffPolicies(parsed.value, policy)).not.toEqual([]);
    }),
    { numRuns: 3000 },
  );
  expect(policies).toBeGreaterThan(150);
});

function apply(draft: any, { at, value, isSwap }: { at: readonly number[]; value: unknown; isSwap: boolean }): void {
  let node = draft;
  for (const [depth, step] of at.entries()) {
    const keys = Object.keys(node);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) return;
    if (typeof node[key] === 'object' && node[key] !== null && depth < at.length - 1) node = node[key];
    else if (Array.isArray(node) && isSwap) node.reverse();
    else if (value === undefined) delete node[key];
    else node[key] = value;
  }
}
