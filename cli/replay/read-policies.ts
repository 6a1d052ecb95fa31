// The policies that decided, by hash: those beside the log, and the built-in one.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Policy } from '../../src/policy/policy.ts';
import { failure } from '../output/command-failure.ts';
import type { Terminal } from '../output/terminal.ts';
import { BUILT_IN, readPolicyFile } from '../policy-file/read-policy-file.ts';

/** Beside the segments: `policies/<hash>.json`. */
const POLICY_FOLDER = 'policies';

export async function readPolicies(folder: string, terminal: Terminal): Promise<Map<string, Policy>> {
  const beside = join(folder, POLICY_FOLDER);
  const inFull = resolve(terminal.folder, beside);
  const names = existsSync(inFull) ? readdirSync(inFull).filter((name) => name.endsWith('.json')).toSorted() : [];
  const builtIn = await readPolicyFile(BUILT_IN, terminal);
  const policies = new Map([[builtIn.hash, builtIn.policy]]);
  const files = await Promise.all(names.map((name) => readPolicyFile(join(beside, name), terminal)));
  files.forEach(({ hash, policy, file }, index) => {
    const named = names[index]?.slice(0, -'.json'.length) ?? '';
    if (/^[0-9a-f]{64}$/.test(named) && named !== hash) {
      throw failure(`${file} holds another policy than its name says: ${hash}. It was changed, or another version of Phirst wrote it. Delete it and fetch it again with \`phirst log download ${folder}\`.`);
    }
    policies.set(hash, policy);
  });
  return policies;
}

/** @throws CommandFailure with how to get them */
export function requirePolicies(missing: Readonly<Record<string, number>>, folder: string): void {
  const hashes = Object.entries(missing);
  if (hashes.length === 0) return;
  const lines = hashes.slice(0, 10).map(([hash, decisions]) => `  ${hash}  decided ${decisions}`);
  const rest = hashes.length > lines.length ? `\n  … and ${hashes.length - lines.length} more` : '';
  throw failure(
    `${hashes.length} of the policies that decided ${hashes.length === 1 ? 'isn’t' : 'aren’t'} in ${join(folder, POLICY_FOLDER)}, and what they decided can’t be decided again:\n${lines.join('\n')}${rest}\nFetch them with \`phirst log download ${folder}\`. Where the router doesn’t have one, a client may have told of a policy that never was: leave such decisions out with --allow-missing.`,
  );
}
