// A log of so many queries, a hundredth of whose events stand in it twice, with the policies that decided and one to compare.
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { sha256 } from '../../cli/policy-file/sha256.ts';
import { policyHash } from '../../src/policy/policy-hash.ts';
import { policyAsking, syntheticLog } from '../../test/support/synthetic-log.ts';

const QUERIES_A_UNIT = 4;
const UNITS_A_SEGMENT = 500;

export interface WrittenLog {
  readonly events: number;
  readonly repeated: number;
  readonly bytes: number;
}

export async function writeLog(folder: string, queries: number): Promise<WrittenLog> {
  const policies = [policyAsking(0.3), policyAsking(0.7)];
  const hashes = await Promise.all(policies.map((policy) => policyHash(policy, sha256)));
  const arms = new Map(hashes.map((hash, index) => [hash, policies[index]!]));
  mkdirSync(join(folder, 'policies'), { recursive: true });
  for (const [hash, policy] of arms) writeFileSync(join(folder, 'policies', `${hash}.json`), JSON.stringify(policy));
  writeFileSync(join(folder, 'candidate.json'), JSON.stringify(policyAsking(0.5)));
  let [events, repeated, bytes] = [0, 0, 0];
  const segments = Math.ceil(queries / QUERIES_A_UNIT / UNITS_A_SEGMENT);
  for (let segment = 0; segment < segments; segment++) {
    const units = Math.min(UNITS_A_SEGMENT, Math.ceil(queries / QUERIES_A_UNIT) - segment * UNITS_A_SEGMENT);
    const log = syntheticLog({ seed: segment, units, queriesPerUnit: QUERIES_A_UNIT, arms, auditShare: 0.3 });
    const file = createWriteStream(join(folder, `${String(segment).padStart(6, '0')}.ndjson`));
    for (const stored of log.events) {
      // Each segment's people and answers are its own.
      const line = `${JSON.stringify(stored).replaceAll('"unit-', `"s${segment}-unit-`).replaceAll('"answer-', `"s${segment}-answer-`)}\n`;
      file.write(line);
      bytes += line.length;
      if (events++ % 100 > 0) continue;
      file.write(line);
      repeated++;
    }
    file.end();
    // oxlint-disable-next-line no-await-in-loop -- one segment at a time is in memory
    await finished(file);
  }
  return { events, repeated, bytes };
}
