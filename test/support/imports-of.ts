import { parseSync } from 'oxc-parser';
import { readFileSync } from 'node:fs';

/**
 * Every module a source file names: imports and re-exports, `import type` too, `import('…')` as a value and as a type.
 * Read by a parser, so that a comment or a string that looks like an import is none.
 */
export function importsOf(file: string): string[] {
  const { program, errors } = parseSync(file, readFileSync(file, 'utf8'));
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found = new Set<string>();
  visit(program, found);
  return [...found];
}

interface SyntaxNode {
  type: string;
  source?: unknown;
  argument?: unknown;
}

function visit(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, found);
  } else if (isNode(value)) {
    const named = moduleNamedBy(value);
    if (named !== undefined) found.add(named);
    for (const child of Object.values(value)) visit(child, found);
  }
}

function moduleNamedBy(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return text(node.source) ?? text(node.argument);
    default:
      return undefined;
  }
}

function text(literal: unknown): string | undefined {
  if (!isNode(literal) || !('value' in literal)) return undefined;
  return typeof literal.value === 'string' ? literal.value : undefined;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
