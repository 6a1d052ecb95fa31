// What an entry of the package exports, each with its declaration and its docstring, from the published .d.ts files.
import { dirname, join, normalize } from 'node:path';
import { parseSync, type Comment } from 'oxc-parser';
import { readDocComment, type DocComment } from './doc-comment.ts';

export interface ExportedName {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'const' | 'type';
  /** As TypeScript prints it, the docstrings of its members included. */
  readonly declaration: string;
  readonly doc: DocComment | undefined;
  /** A constant that the declaration takes its type from: `keyof typeof REASONS`. */
  readonly basis: string | undefined;
}

interface Statement {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly declaration?: Statement | null;
  readonly id?: { readonly name: string };
  readonly declarations?: readonly { readonly id: { readonly name: string } }[];
}

type Files = ReadonlyMap<string, string>;

const KINDS: Readonly<Record<string, ExportedName['kind']>> = {
  TSDeclareFunction: 'function',
  FunctionDeclaration: 'function',
  ClassDeclaration: 'class',
  VariableDeclaration: 'const',
};

/** In the order of the entry. */
export function readExports(files: Files, entry: string): readonly ExportedName[] {
  return parse(files, entry).module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName, importName, localName, moduleRequest }) => {
      const name = exportName.name ?? 'default';
      if (moduleRequest === null) return [declarationOf(files, entry, localName.name ?? name, name)];
      const file = normalize(join(dirname(entry), moduleRequest.value.replace(/(\.d)?\.ts$/, '.d.ts')));
      return files.has(file) ? [declarationOf(files, file, importName.name ?? name, name)] : [];
    }),
  );
}

function declarationOf(files: Files, file: string, localName: string, name: string): ExportedName {
  const { text, statements, comments, module } = parse(files, file);
  const statement = statements.find((each) => namesOf(each.declaration ?? each).includes(localName));
  if (statement === undefined) {
    // Handed on once more, or imported and then exported.
    const handedOn = module.staticImports.find(({ entries }) => entries.some((each) => each.localName.value === localName));
    const from = handedOn?.moduleRequest.value ?? reexportedFrom(module, localName);
    if (from === undefined) throw new Error(`${file} exports ${localName}, but no declaration of it was found.`);
    return declarationOf(files, normalize(join(dirname(file), from.replace(/(\.d)?\.ts$/, '.d.ts'))), localName, name);
  }
  const declared = statement.declaration ?? statement;
  const declaration = source(text, declared);
  const [, basis] = /typeof (\w+)/.exec(declaration) ?? [];
  const basisStatement = basis === undefined ? undefined : statements.find((each) => namesOf(each.declaration ?? each).includes(basis));
  return {
    name,
    kind: KINDS[declared.type] ?? 'type',
    declaration,
    doc: docBefore(text, comments, statement.start),
    basis: basisStatement && source(text, basisStatement.declaration ?? basisStatement),
  };
}

function reexportedFrom(module: ReturnType<typeof parse>['module'], name: string): string | undefined {
  const entries = module.staticExports.flatMap((each) => each.entries);
  return entries.find((each) => each.exportName.name === name)?.moduleRequest?.value;
}

function parse(files: Files, file: string) {
  const text = files.get(file);
  if (text === undefined) throw new Error(`${file} is not among the published declarations.`);
  const { program, module, comments } = parseSync(file, text, { lang: 'dts' });
  return { text, module, comments, statements: program.body as unknown as readonly Statement[] };
}

function namesOf({ id, declarations }: Statement): readonly string[] {
  return id ? [id.name] : (declarations ?? []).map((each) => each.id.name);
}

function source(text: string, { start, end }: Statement): string {
  return text.slice(start, end).replace(/^declare /, '');
}

/** The comment that ends right before the statement. */
function docBefore(text: string, comments: readonly Comment[], start: number): DocComment | undefined {
  const comment = comments.findLast(({ end, type, value }) => end <= start && type === 'Block' && value.startsWith('*') && text.slice(end, start).trim() === '');
  return comment && readDocComment(comment.value);
}
