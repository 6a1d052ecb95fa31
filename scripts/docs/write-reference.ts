// One entry of the package as a page of Markdown.
import type { ExportedName } from './read-exports.ts';

/** The page, and what has to be written before it can be published. */
export interface ReferencePage {
  readonly markdown: string;
  readonly gaps: readonly string[];
}

export function writeReference(entry: string, exported: readonly ExportedName[]): ReferencePage {
  const byUse = [...exported].sort((one, other) => rank(one) - rank(other));
  const names = byUse.map(({ name }) => `[\`${name}\`](#${name.toLowerCase()})`);
  const head = [
    '<!-- Written by `npm run docs:api` from the docstrings: edit those. -->',
    `# \`${entry}\``,
    `\`\`\`ts\nimport { ${byUse.filter((each) => rank(each) === 0).map(({ name }) => name).join(', ')} } from '${entry}';\n\`\`\``,
    names.join(' · '),
  ];
  return { markdown: `${[...head, ...byUse.map((each) => section(each, exported))].join('\n\n')}\n`, gaps: exported.flatMap((each) => gapsOf(entry, each)) };
}

/** What is called comes first; types follow. */
function rank({ kind }: ExportedName): number {
  return kind === 'type' ? 1 : 0;
}

function section({ name, doc, declaration, basis }: ExportedName, exported: readonly ExportedName[]): string {
  const used = exported.filter((other) => other.name !== name && new RegExp(`\\b${other.name}\\b`).test(withoutComments(declaration)));
  return [
    `## ${name}`,
    ...(doc ? [doc.description] : []),
    ...(doc?.notes.length ? [doc.notes.map((note) => `- ${note}`).join('\n')] : []),
    ...(doc?.examples ?? []).map((example) => `\`\`\`ts\n${example}\n\`\`\``),
    `\`\`\`ts\n${[basis, declaration].filter(Boolean).join('\n\n')}\n\`\`\``,
    ...(used.length > 0 ? [`Uses ${used.map((other) => `[\`${other.name}\`](#${other.name.toLowerCase()})`).join(', ')}.`] : []),
  ].join('\n\n');
}

function withoutComments(declaration: string): string {
  return declaration.replaceAll(/\/\*[\s\S]*?\*\//g, '');
}

/** A type is shown by the example of what takes it or gives it; whatever can be called shows itself. */
function gapsOf(entry: string, { name, kind, doc }: ExportedName): readonly string[] {
  if (!doc || doc.description === '') return [`${name} of ${entry} has no docstring.`];
  return kind === 'type' || doc.examples.length > 0 ? [] : [`The docstring of ${name} of ${entry} has no @example.`];
}
