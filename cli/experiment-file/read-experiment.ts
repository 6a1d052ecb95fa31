// An experiment's file and the policies it names, read and checked before anything is sent.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import experimentSchema from '../../policies/experiment.schema.json' with { type: 'json' };
import { PolicyHash } from '../../src/experiment/deployment.ts';
import { ExperimentSchema, type Experiment } from '../../src/experiment/experiment.ts';
import { metricsOf } from '../../src/experiment/metric-values.ts';
import { faultWords } from '../../src/policy/fault-words.ts';
import { lintPolicy } from '../../src/policy/lint-policy.ts';
import { failure } from '../output/command-failure.ts';
import type { Terminal } from '../output/terminal.ts';
import { readDocument } from '../policy-file/read-document.ts';
import { BUILT_IN, readPolicyFile } from '../policy-file/read-policy-file.ts';
import { readTextFile } from '../policy-file/read-text-file.ts';
import { withSuggestion, type FieldSchema } from '../policy-file/suggest-field.ts';

/** @throws CommandFailure that names file, line and field */
export async function readExperiment(file: string, terminal: Terminal): Promise<Experiment> {
  const reading = readDocument(await readTextFile(file, terminal), file);
  if (!reading.ok) throw failure(`${file} cannot be read:\n${reading.problems.join('\n')}`);
  const parsed = v.safeParse(ExperimentSchema, reading.value);
  if (!parsed.success) {
    const problems = parsed.issues.map((issue) => {
      const path = v.getDotPath(issue) ?? '';
      return `  ${reading.locate(path)} ${path}: ${withSuggestion(experimentSchema as FieldSchema, path, faultWords(issue))}`;
    });
    throw failure(`${file} is not an experiment:\n${problems.join('\n')}`);
  }
  const faults = experimentFaults(parsed.output);
  if (faults.length > 0) throw failure(`${file} can't be run:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return parsed.output;
}

/** What the schema can't say: names that must be known, weights that must add up. */
export function experimentFaults(experiment: Experiment): readonly string[] {
  const { primary, guardrails, variants } = experiment;
  const known = metricsOf(experiment).map(({ name }) => name);
  const unknown = [...new Set([primary, ...guardrails.map(({ metric }) => metric)])].filter((name) => !known.includes(name));
  const names = variants.map(({ name }) => name);
  const weights = variants.flatMap(({ weight }) => weight ?? []);
  return [
    ...unknown.map((name) => `${name} is no metric: declare it under metrics, or take one of ${known.join(', ')}.`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `Two variants are called ${name}: give each its own name.`),
    ...(weights.length > 0 && weights.length < variants.length ? ['Some variants have a weight and some have none: give all of them one, or none.'] : []),
    ...(weights.length === variants.length && Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) > 1e-9 ? ['The weights must add up to 1.'] : []),
  ];
}

/** A hash stays one; a file is read beside the experiment's, and refused where `phirst policy check` finds errors. */
export async function readVariant(named: string, file: string, terminal: Terminal) {
  if (v.safeParse(PolicyHash, named).success) return named;
  const path = named === BUILT_IN ? named : join(dirname(file), named);
  if (named !== BUILT_IN && !existsSync(resolve(terminal.folder, path))) throw failure(`${file} compares ${path}, and there is no such file: copy the policy you have there, and change the one thing you want to try.`);
  const read = await readPolicyFile(path, terminal);
  const errors = lintPolicy(read.policy).filter(({ level }) => level === 'error');
  if (errors.length > 0) throw failure(`${named} has errors: \`phirst policy check\` names them. Nothing was started.`);
  return read;
}
