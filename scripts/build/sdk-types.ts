import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject } from '../project-paths.ts';
import { runTypeScript } from '../typescript.ts';
import { checkPolicyType, policyTypeFile, writePolicyType } from './policy-type.ts';
import { importsOf, publishedDeclarations } from './published-declarations.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const emitted = 'dist/.types';
const published = 'dist/types';

/**
 * The published declarations: those an app can reach from the package's entries, and none of valibot's, so that
 * installing phirst installs nothing else. TypeScript follows the `.ts` of an import to the `.d.ts` that lies there instead.
 */
export async function emitSdkTypes(): Promise<void> {
  for (const folder of [emitted, published]) rmSync(inProject(folder), { recursive: true, force: true });
  const { ok, output } = await runTypeScript(['--project', 'tsconfig.types.json', '--outDir', emitted]);
  if (!ok) throw new Error(`The SDK's type declarations could not be written:\n${output}`);
  writePolicyType(join(emitted, policyTypeFile));
  await checkPolicyType(join(emitted, policyTypeFile));
  for (const [path, text] of publishedDeclarations(emitted)) {
    checkPackages(path, text);
    const target = inProject(join(published, path));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

/** What a declaration imports has to be installed with phirst, or by whoever uses that entry. */
function checkPackages(path: string, text: string): void {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as Manifest;
  for (const name of importsOf(path, text)) {
    const isThere = name.startsWith('.') || name in dependencies || name in peerDependencies;
    if (!isThere) throw new Error(`The published ${path} imports ${name}, which package.json neither depends on nor asks for.`);
  }
}
