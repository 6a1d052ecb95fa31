import { isMap, isSeq, LineCounter, parseDocument, type Document } from 'yaml';

export type YamlReading =
  { ok: true; value: unknown; locate(path: string): string } | { ok: false; problems: string[] };

/** Reads YAML and remembers where everything stood, so that a wrong value can be found by line and column. */
export function readPolicyYaml(text: string, fileName: string): YamlReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${fileName}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((error) => `${at(error.pos[0])} ${error.message}`) };
  }
  return {
    ok: true,
    value: document.toJS(),
    locate: (path) => at(offsetOf(document, path)),
  };
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
