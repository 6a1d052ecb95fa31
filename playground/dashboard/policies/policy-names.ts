import type { Policy } from '../../../src/policy/policy.ts';

/** What a policy's hash is called: its first eight digits, and the name inside where that is known. */
export type PolicyNames = (hash: string) => string;

/** `policyNames({ '3f9c…': policy })('3f9c…')` → 'default (3f9c2a11)' */
export function policyNames(policies: Readonly<Record<string, Policy>>): PolicyNames {
  return (hash) => {
    const name = Object.hasOwn(policies, hash) ? policies[hash]?.name : undefined;
    return name === undefined ? shortHash(hash) : `${name} (${shortHash(hash)})`;
  };
}

export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}
