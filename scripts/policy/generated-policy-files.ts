import { toJsonSchema } from '@valibot/to-json-schema';
import { readFileSync } from 'node:fs';
import { readDocument } from '../../cli/policy-file/read-document.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { ExperimentSchema } from '../../src/experiment/experiment.ts';
import { PolicySchema } from '../../src/policy/policy.ts';
import { inProject } from '../project-paths.ts';

export interface GeneratedFile {
  path: string;
  content: string;
}

export type Generation = { ok: true; files: GeneratedFile[] } | { ok: false; problems: readonly string[] };

const source = 'policies/default.yaml';

/** policies/default.yaml is for people; the Worker and the SDK can't read YAML and shouldn't carry a parser for it. */
export function generatePolicyFiles(): Generation {
  const reading = readDocument(readFileSync(inProject(source), 'utf8'), source);
  if (!reading.ok) return reading;
  const parsed = parsePolicy(reading.value);
  if (!parsed.ok) {
    return {
      ok: false,
      problems: parsed.error.map(({ path, message }) => `${reading.locate(path)} ${path}: ${message}`),
    };
  }
  return {
    ok: true,
    files: [
      { path: 'src/policy/default-policy.ts', content: policyModule(reading.value) },
      { path: 'policies/policy.schema.json', content: jsonSchema(PolicySchema) },
      { path: 'policies/experiment.schema.json', content: jsonSchema(ExperimentSchema) },
    ],
  };
}

function policyModule(document: unknown): string {
  return [
    `// Generated from ${source} by \`npm run policy:build\`: edit that file, not this one.`,
    `export const defaultPolicyDocument: unknown = ${JSON.stringify(document, null, 2)};`,
    '',
  ].join('\n');
}

function jsonSchema(document: typeof PolicySchema | typeof ExperimentSchema): string {
  const schema = toJsonSchema(document, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // Editors check the shape; what only code can check stays with parsePolicy.
    ignoreActions: ['check'],
    errorMode: 'ignore',
  });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
