// The gain model of a file, if it is the one that the policy names.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { decodeGainArtefact } from '../../src/gain/gain-artefact.ts';
import { createGainModel, type GainModel } from '../../src/gain/gain-model.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { misuse } from '../output/command-failure.ts';

export async function readGainModel(file: string, { start }: Policy): Promise<GainModel> {
  const bytes = await readFile(file).catch(() => {
    throw misuse(`There is no file ${file}.`);
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (start.gainModel === undefined) throw misuse(`The policy names no gain model. To use this one: start: { gainModel: { sha256: ${sha256} } }`);
  if (start.gainModel.sha256 !== sha256) throw misuse(`The policy names the gain model ${start.gainModel.sha256}; ${file} is ${sha256}.`);
  try {
    return createGainModel(decodeGainArtefact(bytes));
  } catch (error) {
    throw misuse((error as Error).message);
  }
}
