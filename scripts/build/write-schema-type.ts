/** The part of JSON Schema that the policy's schema is written in. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly description?: string;
}

/**
 * A schema as a TypeScript type, its descriptions as docstrings.
 *
 * @param names what a `$ref` is called in TypeScript.
 * @throws Error for what isn't known here, rather than writing a type that is wider than the schema.
 *
 * @example
 * writeSchemaType({ type: 'object', properties: { name: { type: 'string' } }, required: [] }, {}); // "{\n  name?: string;\n}"
 */
export function writeSchemaType(schema: SchemaNode, names: Readonly<Record<string, string>>, indent = ''): string {
  if (schema.$ref !== undefined) return names[schema.$ref] ?? unknown(schema);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map((each) => writeSchemaType(each, names, indent)).join(' | ');
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'number':
      return schema.type;
    case 'integer':
      return 'number';
    case 'array': {
      const items = writeSchemaType(schema.items ?? unknown(schema), names, indent);
      return items.includes(' | ') && !items.startsWith('{') ? `(${items})[]` : `${items}[]`;
    }
    case 'object':
      return writeObject(schema, names, indent);
    default:
      return unknown(schema);
  }
}

function writeObject({ properties = {}, required = [] }: SchemaNode, names: Readonly<Record<string, string>>, indent: string): string {
  const deeper = `${indent}  `;
  const lines = Object.entries(properties).flatMap(([name, property]) => [
    ...(property.description === undefined ? [] : [`${deeper}/** ${property.description} */`]),
    `${deeper}${name}${required.includes(name) ? '' : '?'}: ${writeSchemaType(property, names, deeper)}${required.includes(name) ? '' : ' | undefined'};`,
  ]);
  return ['{', ...lines, `${indent}}`].join('\n');
}

function unknown(schema: SchemaNode): never {
  throw new Error(`No TypeScript is known for this part of the policy's schema: ${JSON.stringify(schema).slice(0, 200)}`);
}
