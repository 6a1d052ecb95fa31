// What phirst init writes: the package's own commented files with their schemas found from where they are put.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bindings } from './bindings.ts';
import { devVars } from './dev-vars.ts';
import type { NewKey } from './new-key.ts';
import { starterQueries } from './starter-queries.ts';

export interface StarterFile {
  readonly name: string;
  readonly content: string;
  /** What it is for, in a few words. */
  readonly what: string;
}

/** @param root the package's folder */
export function starterFiles(root: string, keys: { readonly operator: NewKey; readonly sessionSecret: string }): readonly StarterFile[] {
  const policy = fromPackage(root, 'default.yaml', 'policy').replace(/^# Phirst's default policy\..*$/m, '# Where answers come from. `npx phirst policy check` says what is wrong with it.');
  return [
    { name: 'policy.yaml', content: policy, what: 'the policy, commented' },
    { name: 'experiment.yaml', content: fromPackage(root, 'experiment.yaml', 'experiment'), what: 'an experiment that compares two policies' },
    { name: 'queries.jsonl', content: starterQueries, what: 'some queries to simulate; put yours there' },
    { name: 'wrangler.bindings.toml', content: bindings, what: 'what the router’s wrangler.toml binds' },
    { name: '.dev.vars', content: devVars(keys), what: 'the router’s secrets on this machine; never commit it' },
  ];
}

/** Editors complete from the schema of the package that the folder has installed. */
function fromPackage(root: string, file: string, schema: string): string {
  const text = readFileSync(join(root, 'policies', file), 'utf8');
  return text.replaceAll(`./${schema}.schema.json`, `./node_modules/phirst/policies/${schema}.schema.json`);
}
