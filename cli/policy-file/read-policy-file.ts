// A policy from a file: parsed, named by its hash, and able to say where each of its parts stands.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import policySchema from '../../policies/policy.schema.json' with { type: 'json' };
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { policyHash } from '../../src/policy/policy-hash.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { failure } from '../output/command-failure.ts';
import type { Terminal } from '../output/terminal.ts';
import { readDocument } from './read-document.ts';
import { readTextFile } from './read-text-file.ts';
import { sha256 } from './sha256.ts';
import { withSuggestion, type FieldSchema } from './suggest-field.ts';

export interface PolicyFile {
  /** As the person wrote it; `built-in` for the one every build carries. */
  readonly file: string;
  readonly policy: Policy;
  readonly hash: string;
  /** `locate('accept.minimumConfidence')` → 'policy.yaml:38:3' */
  locate(path: string): string;
}

/** The word that stands for the policy every build carries. */
export const BUILT_IN = 'built-in';
const OWN = 'policy.yaml';

/** What a command goes by that was told no policy: the one in this folder, else the one every build carries. */
export function policyAtHand({ folder }: Pick<Terminal, 'folder'>): string {
  return existsSync(join(folder, OWN)) ? OWN : BUILT_IN;
}

/** The option of commands that decide queries. */
export const POLICY_OPTION = ['--policy <file>', `YAML or JSON; else ${OWN} of this folder; else, or for ${BUILT_IN}, the one every build carries`] as const;

/**
 * @param file path of a YAML or JSON file, `-` for the standard input, `built-in` for the policy every build carries
 * @throws CommandFailure with every fault at its line and column
 */
export async function readPolicyFile(file: string, terminal: Terminal): Promise<PolicyFile> {
  if (file === BUILT_IN) {
    const policy = loadDefaultPolicy();
    return { file, policy, hash: await policyHash(policy, sha256), locate: () => BUILT_IN };
  }
  const name = file === '-' ? 'standard input' : file;
  const reading = readDocument(await readTextFile(file, terminal), name);
  if (!reading.ok) throw failure(`${basename(name)} cannot be read:\n${list(reading.problems)}`);
  const parsed = parsePolicy(reading.value);
  if (!parsed.ok) {
    const problems = parsed.error.map(({ path, message }) => `${reading.locate(path)} ${path}: ${withSuggestion(policySchema as FieldSchema, path, message)}`);
    throw failure(`${basename(name)} is not a policy:\n${list(problems)}\nEvery field is described in policies/policy.schema.json of the package.`);
  }
  return { file, policy: parsed.value, hash: await policyHash(parsed.value, sha256), locate: (path) => reading.locate(path) };
}

function list(problems: readonly string[]): string {
  return problems.map((problem) => `  ${problem}`).join('\n');
}
