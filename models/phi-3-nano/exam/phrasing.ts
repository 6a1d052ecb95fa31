/** The ways a kind words its question, for writing prompts and for reading them back. */
interface Phrasing<Slot extends string> {
  /** Fills the template of this index. */
  fill(index: number, values: Readonly<Record<Slot, string | number>>): string;
  /** The slots' text, or undefined for another prompt. A slot that the template lacks is ''. */
  read(prompt: string): Readonly<Record<Slot, string>> | undefined;
}

/**
 * Makes a phrasing from templates with `{slots}`, so that asking and solving share one source and
 * cannot drift apart. `slots` gives each slot the regular expression that its text must match.
 * Throws SyntaxError for an invalid expression.
 *
 * @example
 * const phrasing = createPhrasing(['Is {number} even or odd?'], { number: '\\d+' });
 * phrasing.read('Is 7 even or odd?') // { number: '7' }
 */
export function createPhrasing<Slot extends string>(
  templates: readonly string[],
  slots: Readonly<Record<Slot, string>>,
): Phrasing<Slot> {
  const slotNames = Object.keys(slots) as Slot[];
  const readers = templates.map((template) => createReader(template, slots));
  return {
    fill: (index, values) => slotNames.reduce((prompt, slot) => prompt.replace(`{${slot}}`, () => String(values[slot])), templates[index] ?? ''),
    read(prompt) {
      for (const reader of readers) {
        const found = reader.exec(prompt);
        if (found === null) continue;
        const texts = slotNames.map((slot) => [slot, found.groups?.[slot] ?? '']);
        return Object.fromEntries(texts) as Record<Slot, string>;
      }
      return undefined;
    },
  };
}

function createReader(template: string, slots: Readonly<Record<string, string>>): RegExp {
  const source = template
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\}/g, (_, slot: string) => `(?<${slot}>${slots[slot] ?? ''})`);
  return new RegExp(`^${source}$`);
}
