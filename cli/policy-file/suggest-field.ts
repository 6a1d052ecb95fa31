// A field that is none → the one that was meant: the likest name of those that belong there, or the place that has this name.
import leven from 'leven';

/** As much of a JSON Schema as tells which fields belong where. */
export interface FieldSchema {
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly additionalProperties?: FieldSchema | boolean;
  readonly items?: FieldSchema;
  readonly anyOf?: readonly FieldSchema[];
  readonly oneOf?: readonly FieldSchema[];
}

/** What `faultWords` says of a field that is none. */
const NO_FIELD = 'is not a field here';

/**
 * A fault's words, and behind those of a field that is none what was meant.
 *
 * @example withSuggestion(schema, 'start.minimunGain', 'is not a field here: …') // 'is not a field here: did you mean minimumGain?'
 */
export function withSuggestion(schema: FieldSchema, path: string, message: string): string {
  if (!message.startsWith(NO_FIELD)) return message;
  const keys = path.split('.');
  const name = keys.pop() ?? '';
  const names = [...new Set(nodesAt(schema, keys).flatMap(({ properties = {} }) => Object.keys(properties)))];
  // Promises are one or the other.
  if (names.includes(name)) return `${NO_FIELD}: it doesn’t go together with those beside it`;
  const [likest] = names.toSorted((one, other) => distance(name, one) - distance(name, other));
  if (likest !== undefined && distance(name, likest) <= likeness(name)) return `${NO_FIELD}: did you mean ${likest}?`;
  if (isTopField(schema, name)) return `${NO_FIELD}: it belongs at the top of the file, not within another field`;
  const [place] = placesOf(schema, name);
  if (place !== undefined) return `${NO_FIELD}: it belongs in ${place}`;
  return names.length > 0 ? `${NO_FIELD}: these are: ${names.join(', ')}` : message;
}

/** How far apart two names may be: two letters that changed places are two steps, and a third of a name may be wrong. */
const likeness = ({ length }: string) => Math.max(1, Math.floor((length + 1) / 3));
const distance = (one: string, other: string) => leven(one.toLowerCase(), other.toLowerCase());

function branchesOf(schema: FieldSchema): readonly FieldSchema[] {
  return [schema, ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(branchesOf)];
}

function nodesAt(schema: FieldSchema, keys: readonly string[]): readonly FieldSchema[] {
  const [key, ...others] = keys;
  if (key === undefined) return branchesOf(schema);
  return branchesOf(schema).flatMap(({ properties, items, additionalProperties }) => {
    const inside = (properties && Object.hasOwn(properties, key) ? properties[key] : undefined) ?? (/^\d+$/.test(key) ? items : undefined) ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    return inside === undefined ? [] : nodesAt(inside, others);
  });
}

/** What is indented too far is the commonest misplacement in YAML. */
function isTopField(schema: FieldSchema, name: string): boolean {
  return branchesOf(schema).some(({ properties = {} }) => Object.hasOwn(properties, name));
}

/** Where within the file a field of this name stands, the shallowest place first. */
function placesOf(schema: FieldSchema, name: string, path = ''): readonly string[] {
  const places = branchesOf(schema).flatMap(({ properties = {}, items }) => [
    ...(path !== '' && Object.hasOwn(properties, name) ? [path] : []),
    ...Object.entries(properties).flatMap(([key, inside]) => placesOf(inside, name, path === '' ? key : `${path}.${key}`)),
    ...(items ? placesOf(items, name, `${path}[]`) : []),
  ]);
  return places.toSorted((one, other) => one.split('.').length - other.split('.').length);
}
