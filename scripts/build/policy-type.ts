import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inProject } from '../project-paths.ts';
import { runTypeScript } from '../typescript.ts';
import { writeSchemaType, type SchemaNode } from './write-schema-type.ts';

/** In the source it is what valibot infers from the schema, which would take valibot's own types along. */
export const policyTypeFile = 'src/policy/policy.d.ts';

/** Writes the policy's type as a plain one, from the JSON Schema that is published too, each field with its sentence. */
export function writePolicyType(path: string): void {
  const schema = JSON.parse(readFileSync(inProject('policies/policy.schema.json'), 'utf8')) as SchemaNode;
  const names = { '#/$defs/0': 'PolicyCondition' };
  const declarations = [
    '/** The rules as data: one document, the same for browser, router and command line. policies/default.yaml is the commented one. */',
    `export interface Policy ${writeSchemaType(schema, names)}`,
    '/** One entry of the ladder of hosted models. */',
    "export type HostedModel = Policy['hosted']['models'][number];",
    '/** All named tests must hold; `$or` needs one of its conditions, `$and` all of them. */',
    `export interface PolicyCondition ${writeSchemaType(schema.$defs?.['0'] ?? {}, names)}`,
  ];
  writeFileSync(inProject(path), `${declarations.join('\n')}\n`);
}

/** The published type and the inferred one must say the same, field for field: TypeScript compares them. */
export async function checkPolicyType(path: string): Promise<void> {
  const check = inProject('dist/.types/same-policy.ts');
  writeFileSync(
    check,
    `import type { Policy as Published } from '${inProject(path)}';
import type { Policy } from '${inProject('src/policy/policy.ts')}';
type Whole<Value> = Value extends object ? { [Key in keyof Value]-?: Whole<NonNullable<Value[Key]>> } : Value;
export const toPublished = (policy: Whole<Policy>): Whole<Published> => policy;
export const fromPublished = (policy: Whole<Published>): Whole<Policy> => policy;
// What may be left out of one may be left out of the other.
export const optional = (policy: Policy): Published => policy;
export const alike = (policy: Published): Policy => policy;
`,
  );
  const flags = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', '--allowImportingTsExtensions', '--ignoreConfig'];
  const modules = ['--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2023'];
  const { ok, output } = await runTypeScript([...flags, ...modules, check]);
  rmSync(check);
  if (!ok) throw new Error(`The published type of the policy isn't the one of src/policy/policy.ts:\n${output}`);
}
