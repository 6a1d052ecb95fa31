// The gain models that policies name, from files: explain and simulate decide with them as the SDK and the edge do.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { decodeGainArtefact } from '../../src/gain/gain-artefact.ts';
import { createGainModel, type GainModel } from '../../src/gain/gain-model.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { misuse } from '../output/command-failure.ts';
import type { Terminal } from '../output/terminal.ts';
import { ownPackage } from '../package-root.ts';

export const GAIN_MODEL_OPTION = [
  '--gain-model <path>',
  'file or folder of the gain model that the policy names; those that phirst brings along if not given',
] as const;

/** Whether a policy's gain model is asked, and if not, why: then published scores tell the gain. */
export interface GainModelReport {
  readonly state: 'used' | 'none_named' | 'not_at_hand' | 'other_device';
  readonly sha256: string | null;
  /** The device model it is about, and the hosted one it stands for. */
  readonly device: string | null;
  readonly against: string | null;
}

export interface GainModelAtHand {
  readonly report: GainModelReport;
  readonly model: GainModel | undefined;
}

export interface GainModelQuestion {
  /** As the person wrote it. */
  readonly path: string | undefined;
  readonly deviceModel: string;
}

/** One for each policy. Throws where a path was given that has none of what they name. */
export function gainModelsAtHand(policies: readonly Policy[], { path, deviceModel }: GainModelQuestion, terminal: Terminal): readonly GainModelAtHand[] {
  const given = path === undefined ? new Map<string, string>() : filesByHash(resolve(terminal.folder, path), path);
  const named = policies.flatMap(({ start }) => start.gainModel?.sha256 ?? []);
  if (path !== undefined && !named.some((sha256) => given.has(sha256))) throw notNamed(path, { given: [...given.keys()], named });
  const shipped = named.every((sha256) => given.has(sha256)) ? given : filesByHash(join(ownPackage().root, 'models/gain'), undefined);
  return policies.map(({ start }) => {
    const sha256 = start.gainModel?.sha256 ?? null;
    const nothing = (state: GainModelReport['state']): GainModelAtHand => ({ report: { state, sha256, device: null, against: null }, model: undefined });
    if (sha256 === null) return nothing('none_named');
    const file = given.get(sha256) ?? shipped.get(sha256);
    if (file === undefined) return nothing('not_at_hand');
    const model = readModel(file);
    const { device, hosted } = model.header;
    const isAbout = device === deviceModel;
    return { report: { state: isAbout ? 'used' : 'other_device', sha256, device, against: hosted }, model: isAbout ? model : undefined };
  });
}

function readModel(file: string): GainModel {
  try {
    return createGainModel(decodeGainArtefact(new Uint8Array(readFileSync(file))));
  } catch (error) {
    throw misuse(`${file}: ${(error as Error).message}`);
  }
}

/** @param shown as the person wrote it; undefined for a folder that nobody named, which needn't be there */
function filesByHash(path: string, shown: string | undefined): ReadonlyMap<string, string> {
  const files = filesAt(path);
  if (files === undefined && shown !== undefined) throw misuse(`There is no file ${shown}.`);
  return new Map((files ?? []).map((file) => [createHash('sha256').update(readFileSync(file)).digest('hex'), file]));
}

function filesAt(path: string): readonly string[] | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.isDirectory()) return status && [path];
  return readdirSync(path).filter((name) => name.endsWith('.gain')).sort().map((name) => join(path, name));
}

function notNamed(path: string, { given, named }: { readonly given: readonly string[]; readonly named: readonly string[] }): Error {
  if (named.length > 0) return misuse(`The policy names the gain model ${named.join(' and ')}; ${given.length === 0 ? `${path} holds no .gain file` : `${path} is ${given.join(', ')}`}.`);
  return misuse(given.length === 0 ? `The policy names no gain model, and ${path} holds no .gain file.` : `The policy names no gain model. To use this one: start: { gainModel: { sha256: ${given[0]} } }`);
}

/** A line for people; empty where the policy names none. */
export function gainModelWords({ state, sha256, device, against }: GainModelReport): string {
  const name = `gain model ${sha256?.slice(0, 12)}`;
  const words: Readonly<Record<GainModelReport['state'], string>> = {
    none_named: '',
    used: `The gain is told by the policy’s ${name}: ${device} against ${against}, whichever hosted models are configured.\n`,
    other_device: `The policy’s ${name} is about ${device} and isn’t asked about another device’s model: published scores tell the gain.\n`,
    not_at_hand: `The policy’s ${name} isn’t here (--gain-model names its file or folder): published scores tell the gain.\n`,
  };
  return words[state];
}
