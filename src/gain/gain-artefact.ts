// A fitted gain model as bytes: `PHGN`, the length of a JSON header, the header, the words' weights (one signed byte for
// each head, side by side), the set of words seen in training and that of pairs of words, as gaps. Named by the SHA-256 of
// these bytes.
import * as v from 'valibot';
import { TASKS } from '../query/query-description.ts';
import { readGaps, writeGaps } from './bit-gaps.ts';
import { DENSE, KINDS } from './gain-counts.ts';
import { FEATURE_VERSION, SEEN_BITS, SLOTS } from './gain-reader.ts';
import { PAIR_BITS } from './known-place.ts';
import { SHAPES } from './question-shape.ts';

const MAGIC = [80, 72, 71, 78];
const PREAMBLE = 8;

const Finite = v.pipe(v.number(), v.finite());
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Column = v.pipe(v.array(Finite), v.length(DENSE.length));
/** What stands below a fraction line is more than 0. */
const Deviations = v.pipe(v.array(v.pipe(Finite, v.gtValue(0))), v.length(DENSE.length));
/** As events may tell it: every estimate carries it into the log. */
const ModelName = v.pipe(v.string(), v.regex(/^[\w.:/@-]{1,200}$/));
const Rights = v.strictObject({ device: Share, hosted: Share });

const HeaderSchema = v.strictObject({
  schemaVersion: v.literal(4),
  featureVersion: v.literal(FEATURE_VERSION),
  /** Of src/catalog/device-models.ts: the estimate is about this model alone. */
  device: ModelName,
  /** The model whose rightness the other head stands for. */
  hosted: ModelName,
  sources: v.array(v.string()),
  questions: v.number(),
  seed: v.number(),
  dense: v.strictObject({ mean: Column, deviation: Deviations, device: Column, hosted: Column }),
  intercept: v.strictObject({ device: Finite, hosted: Finite }),
  /** What a weight of 1 stands for. */
  scale: v.strictObject({ device: Finite, hosted: Finite }),
  /** gain = offset + slope · (P(hosted right) − P(device right)). */
  calibration: v.strictObject({ offset: Finite, slope: Finite }),
  /** From this share of known words on a question is familiar. */
  familiarFrom: Share,
  /** How many groups of questions training saw of each shape (question-shape.ts), and from how many on one is familiar. */
  shapes: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.length(SHAPES)),
  /** And from this share of known pairs of neighbouring words, by kind of question (gain-counts.ts); 0 for kinds that aren't asked. */
  familiarPairsFrom: v.pipe(v.array(Share), v.length(KINDS.length)),
  familiarShapeFrom: v.pipe(v.number(), v.integer(), v.minValue(0)),
  priors: v.strictObject({ overall: Rights, byTask: v.record(v.picklist(TASKS), Rights) }),
});
export type GainHeader = v.InferOutput<typeof HeaderSchema>;

export interface GainArtefact {
  readonly header: GainHeader;
  /** `2 · SLOTS` signed bytes: of each slot the device's weight, then the hosted one's. */
  readonly weights: Int8Array;
  /** One bit a word, `SEEN_BITS` of them. */
  readonly seen: Uint8Array;
  /** One bit a pair of neighbours, `PAIR_BITS` of them. */
  readonly pairs: Uint8Array;
}

export function encodeGainArtefact({ header, weights, seen, pairs }: GainArtefact): Uint8Array<ArrayBuffer> {
  const json = bytesOf(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length, true);
  const parts = [Uint8Array.from(MAGIC), length, json, new Uint8Array(weights.buffer, weights.byteOffset, weights.length), seen, writeGaps(pairs)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The header is ASCII: what isn't is written as JSON's `\u` escapes. */
function bytesOf(json: string): Uint8Array {
  let ascii = '';
  for (let index = 0; index < json.length; index++) {
    const unit = json.charCodeAt(index);
    ascii += unit < 127 ? json[index]! : `\\u${unit.toString(16).padStart(4, '0')}`;
  }
  return Uint8Array.from(ascii, (unit) => unit.charCodeAt(0));
}

function parseHeader(bytes: Uint8Array): unknown {
  let json = '';
  for (const byte of bytes) json += String.fromCharCode(byte);
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('The gain model’s header is no JSON.');
  }
}

/** Throws an Error that says what is wrong with the bytes: another version's weights would score without a word. */
export function decodeGainArtefact(bytes: Uint8Array): GainArtefact {
  if (bytes.length < PREAMBLE || MAGIC.some((byte, index) => bytes[index] !== byte)) throw new Error('These bytes are no gain model.');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const weightsAt = PREAMBLE + length;
  const seenAt = weightsAt + 2 * SLOTS;
  const pairs = readGaps(bytes.subarray(seenAt + SEEN_BITS / 8), PAIR_BITS);
  if (!pairs) throw new Error('The gain model was cut or belongs to another version: train it again (npm run train:gain).');
  const parsed = v.safeParse(HeaderSchema, parseHeader(bytes.subarray(PREAMBLE, weightsAt)));
  if (!parsed.success) throw new Error(`The gain model's header isn't understood: ${v.getDotPath(parsed.issues[0]) ?? 'header'}: ${parsed.issues[0].message}`);
  return {
    header: parsed.output,
    weights: new Int8Array(bytes.buffer, bytes.byteOffset + weightsAt, 2 * SLOTS),
    seen: bytes.subarray(seenAt, seenAt + SEEN_BITS / 8),
    pairs,
  };
}
