import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';
import { inProject } from '../project-paths.ts';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

/** What `types` says in package.json, by the name an app imports: `{ phirst: 'client-sdk/index.d.ts' }`. */
export function declarationEntries(): ReadonlyMap<string, string> {
  const { exports } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as Manifest;
  const entries = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'string' ? [] : [[join('phirst', path), target.types.replace('./dist/types/', '')] as const],
  );
  return new Map(entries);
}

/** The declarations below `folder` that the package's entries lead to, by their path there. */
export function publishedDeclarations(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    const text = readFileSync(inProject(join(folder, path)), 'utf8');
    found.set(path, text);
    for (const name of importsOf(path, text)) {
      if (name.startsWith('.')) visit(normalize(join(dirname(path), name.replace(/(\.d)?\.ts$/, '.d.ts'))));
    }
  };
  for (const path of declarationEntries().values()) visit(path);
  return found;
}

/** Packages a declaration needs must be there when an app is compiled; each has to be a dependency. */
export function importsOf(path: string, text: string): readonly string[] {
  const { module, program } = parseSync(path, text, { lang: 'dts' });
  const named = [...module.staticImports, ...module.staticExports.flatMap(({ entries }) => entries)].flatMap(
    ({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest.value]),
  );
  // import('…').Name within a type.
  const inTypes = [...JSON.stringify(program).matchAll(/"type":"TSImportType"[^}]*?"value":"([^"]+)"/g)].map(([, name = '']) => name);
  return [...new Set([...named, ...inTypes])];
}
