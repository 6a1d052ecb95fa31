// Reads YAML or JSON and remembers where everything stood, so that a wrong value can be found by line and column.
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';

export type DocumentReading =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** `locate('accept.minimumConfidence')` → 'policy.yaml:38:3' */
      locate(path: string): string;
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** @param fileName shown before line and column; one that ends in .json has to be JSON to the letter. */
export function readDocument(text: string, fileName: string): DocumentReading {
  const lines = new LineCounter();
  // JSON is YAML, so one parser finds the place of either.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${fileName}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((error) => `${at(error.pos[0])} ${error.message}`) };
  }
  const isJson = fileName.endsWith('.json');
  if (isJson && !isJsonText(text)) {
    return { ok: false, problems: [`${at(yamlOnly(document))} This is not JSON, which wants quoted names and texts, and has no comments and no comma at the end. Name the file .yaml to write it as YAML.`] };
  }
  return {
    ok: true,
    value: isJson ? (JSON.parse(text) as unknown) : document.toJS(),
    locate: (path) => at(offsetOf(document, path)),
  };
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where the first thing stands that YAML allows and JSON doesn't; the start where it is no value: a comment, a comma. */
function yamlOnly(document: Document): number {
  let offset = 0;
  visit(document, {
    Node(_key, node: Node) {
      const isBare = isScalar(node) && node.type === 'PLAIN';
      const isJson = isBare ? isJsonText(node.source ?? '') : isScalar(node) ? node.type === 'QUOTE_DOUBLE' : 'flow' in node && node.flow;
      if (isJson) return undefined;
      offset = startOf(node) ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** Where the path points; where its deepest part that exists does, when a key is missing. */
function offsetOf(document: Document, path: string): number {
  let offset = 0;
  let node: unknown = document.contents;
  for (const key of path.split('.')) {
    const pair = isMap(node) ? node.items.find((item) => String(item.key) === key) : undefined;
    node = pair?.value ?? (isSeq(node) ? node.items[Number(key)] : undefined);
    offset = startOf(pair?.key) ?? startOf(node) ?? offset;
    if (node === undefined) break;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  const range = (node as { range?: [number, number, number] | null } | null | undefined)?.range;
  return range?.[0];
}
