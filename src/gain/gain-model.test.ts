import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainArtefact } from '../../test/support/plain-gain-artefact.ts';
import { COUNTS, kindOf, KINDS } from './gain-counts.ts';
import { describeQuery } from '../query/describe-query.ts';
import { decodeGainArtefact, encodeGainArtefact, type GainHeader } from './gain-artefact.ts';
import { createGainModel } from './gain-model.ts';
import { createGainReader, SLOTS, WORD_SLOTS } from './gain-reader.ts';
import { knownPlace, pairPlace } from './known-place.ts';
import { shapeOf, SHAPES } from './question-shape.ts';

const describeText = (content: string) => describeQuery({ messages: [{ role: 'user', content }], context: [] });
const slotsOf = (text: string) => {
  const reader = createGainReader();
  reader.read(text);
  return [...reader.slots.subarray(0, reader.slotCount)];
};

const wordsOf = (text: string) => {
  const reader = createGainReader();
  reader.read(text);
  return [...reader.words.subarray(0, reader.wordCount)];
};

describe('artefact', () => {
  const decoded = (header: Partial<GainHeader>) => decodeGainArtefact(encodeGainArtefact(plainArtefact(header)));

  it('is none with a model’s name that no event may tell', () => {
    expect(() => decoded({ hosted: 'the best one we have' })).toThrow(/header isn't understood: hosted/);
    expect(() => decoded({ device: '' })).toThrow(/header isn't understood: device/);
  });

  it('is none with a deviation of 0, by which every estimate would be no number', () => {
    const { dense } = plainArtefact().header;
    expect(() => decoded({ dense: { ...dense, deviation: dense.deviation.map(() => 0) } })).toThrow(/header isn't understood: dense.deviation/);
  });
});

describe('reader', () => {
  it('takes words whatever their case, and pairs of neighbours beside them', () => {
    expect(slotsOf('Red Apple')).toEqual(slotsOf('red apple'));
    expect(slotsOf('red apple')).toHaveLength(3);
    expect(slotsOf('red apple').filter((slot) => slot >= WORD_SLOTS)).toHaveLength(1);
    expect(slotsOf('apple red')).not.toEqual(slotsOf('red apple'));
  });

  it('takes a word among the options for another than the same one in what is asked, and no pairs of them', () => {
    const asked = new Set(slotsOf('Which of them is a whale?'));
    const offered = slotsOf('Which of them is it?\nA. whale\nB. red whale').filter((slot) => !slotsOf('Which of them is it?').includes(slot));
    expect(offered.every((slot) => slot < WORD_SLOTS && !asked.has(slot))).toBe(true);
    // A, B, the full stop, "red" and "whale", each once.
    expect(offered).toHaveLength(5);
  });

  it('takes one line that begins with a letter and a point for no list', () => {
    const question = 'What did they disagree about in 1935, and who was right?';
    const letter = slotsOf(`Letter:\nA. Einstein wrote to Bohr.\n${question}`);
    expect(slotsOf(question).filter((slot) => !letter.includes(slot))).toEqual([]);
  });

  it.each(['\n\n', '\n\n\n', '\r\n\r\n', '\n \t\n'])('takes what follows a list and an empty line for what is asked', (gap) => {
    const question = 'which whale is the largest of them?';
    const whole = slotsOf(`Choose.\nA. blue${gap}B. grey${gap}${question}`);
    expect(slotsOf(question).filter((slot) => !whole.includes(slot))).toEqual([]);
    const offered = slotsOf('Choose.\nA. blue\nB. grey').filter((slot) => !slotsOf('Choose.').includes(slot));
    expect(offered.every((slot) => whole.includes(slot))).toBe(true);
  });

  it('tells numbers by their length alone', () => {
    expect(slotsOf('add 12 and 345')).toEqual(slotsOf('add 98 and 671'));
    expect(slotsOf('add 12')).not.toEqual(slotsOf('add 1234'));
  });

  it('forgets the text before', () => {
    const reader = createGainReader();
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 400 }), (one, other) => {
        reader.read(one);
        reader.read(other);
        expect([...reader.slots.subarray(0, reader.slotCount)]).toEqual(slotsOf(other));
      }),
      { numRuns: 50 },
    );
  });

  it('takes a dollar around a formula for TeX, and none at an amount or in a path', () => {
    const reader = createGainReader();
    const texOf = (text: string) => {
      reader.read(text);
      return reader.counts[COUNTS.indexOf('share of TeX')]! > 0;
    };
    for (const text of ['Find $x$ where $x + 1 = 3$.', 'What is \\frac{1}{2}?', 'Let \\(n\\) be even.']) expect(texOf(text), text).toBe(true);
    for (const text of ['Which phone under $500 is best?', 'A shirt costs $20 and shoes cost $35: how much are both?', 'It cost me 500$ in all.', 'What lies in C:\\Windows?']) expect(texOf(text), text).toBe(false);
  });

  it('reads the ends of a long text alone', () => {
    const reader = createGainReader();
    reader.read('word '.repeat(100_000));
    expect(reader.wordCount).toBeLessThan(500);
  });
});

describe('model', () => {
  it('gives P(hosted right) − P(device right)', () => {
    const { gain, deviceRight, hostedRight, isFamiliar } = createGainModel(plainArtefact()).estimate('What is it?', describeText('What is it?'));
    expect(deviceRight).toBe(0.5);
    expect(hostedRight).toBeCloseTo(1 / (1 + Math.exp(-2)), 9);
    expect(gain).toBeCloseTo(hostedRight - deviceRight, 9);
    expect(isFamiliar).toBe(true);
  });

  it('weighs a question’s words', () => {
    const artefact = plainArtefact();
    const [slot = 0] = slotsOf('theorem');
    artefact.weights[2 * slot] = -100;
    const model = createGainModel(artefact);
    expect(model.estimate('theorem', describeText('theorem')).gain).toBeGreaterThan(model.estimate('banana', describeText('banana')).gain);
  });

  it('falls back to the prior of the task where it knows few of the words', () => {
    const artefact = { ...plainArtefact(), seen: new Uint8Array(plainArtefact().seen.length) };
    const model = createGainModel(artefact);
    const question = 'Who signed the Treaty of Teschen in 1779?';
    expect(model.estimate(question, describeText(question))).toMatchObject({ isFamiliar: false, familiarity: 0, deviceRight: 0.25, gain: 0.5 });
    expect(model.estimate('', describeText(''))).toMatchObject({ isFamiliar: false, deviceRight: 0.5 });
  });

  it('doesn’t know a word from another kind of question', () => {
    const artefact = { ...plainArtefact(), seen: new Uint8Array(plainArtefact().seen.length) };
    const [word = 0] = wordsOf('whale');
    const plain = knownPlace(word, kindOf(new Float64Array(COUNTS.length), { hasCode: false, hasMaths: false }));
    artefact.seen[plain >>> 3]! |= 1 << (plain & 7);
    const model = createGainModel(artefact);
    expect(model.estimate('whale', describeText('whale')).familiarity).toBe(1);
    const withOptions = 'whale\nA. whale\nB. whale';
    expect(model.estimate(withOptions, describeText(withOptions)).familiarity).toBe(0);
  });

  it('falls back where it knows the words, but not beside each other; a question with options is not asked for that', () => {
    const artefact = { ...plainArtefact({ familiarPairsFrom: KINDS.map((kind) => (kind === 'options' ? 0 : 0.5)) }), pairs: new Uint8Array(plainArtefact().pairs.length) };
    const isFamiliar = (text: string) => createGainModel(artefact).estimate(text, describeText(text)).isFamiliar;
    expect(isFamiliar('red whale')).toBe(false);
    expect(isFamiliar('whale')).toBe(true);
    expect(isFamiliar('red whale\nA. blue\nB. grey')).toBe(true);
    const [red = 0, whale = 0] = wordsOf('red whale');
    const place = pairPlace(red, whale, KINDS.indexOf('plain'));
    artefact.pairs[place >>> 3]! |= 1 << (place & 7);
    expect(isFamiliar('red whale')).toBe(true);
    expect(isFamiliar('whale red')).toBe(false);
  });

  it('falls back to the prior of all questions where nobody has seen one of that shape, though it knows every word', () => {
    const proof = 'Let $x > 2$. Find \\frac{x}{2} when \\sqrt{x} = 3.';
    const description = describeText(proof);
    const reader = createGainReader();
    reader.read(proof);
    const shapes = Array.from({ length: SHAPES }, (_, shape) => (shape === shapeOf(reader.counts, description) ? 99 : 100));
    const model = createGainModel(plainArtefact({ shapes }));
    expect(model.estimate(proof, description)).toMatchObject({ isFamiliar: false, familiarity: 1, deviceRight: 0.5, hostedRight: 0.75, gain: 0.25 });
    expect(model.estimate('What is it?', describeText('What is it?')).isFamiliar).toBe(true);
    expect(createGainModel(plainArtefact()).estimate(proof, description).isFamiliar).toBe(true);
  });

  it('stays within −1 and 1 for any text', () => {
    const model = createGainModel(plainArtefact({ calibration: { offset: 3, slope: 1 } }));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { gain, deviceRight, hostedRight, familiarity } = model.estimate(text, describeText(text));
        for (const share of [deviceRight, hostedRight, familiarity]) expect(share >= 0 && share <= 1).toBe(true);
        expect(Math.abs(gain)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe('artefact', () => {
  it('comes back from its bytes as it was', () => {
    const artefact = plainArtefact();
    artefact.weights[7] = -5;
    artefact.seen[3] = 9;
    const back = decodeGainArtefact(encodeGainArtefact(artefact));
    expect(back.header).toEqual(artefact.header);
    expect([...back.weights.subarray(0, 10)]).toEqual([...artefact.weights.subarray(0, 10)]);
    expect(back.weights).toHaveLength(2 * SLOTS);
    expect(back.seen[3]).toBe(9);
  });

  it('refuses what is none, what was cut, and another version', () => {
    const bytes = encodeGainArtefact(plainArtefact());
    expect(() => decodeGainArtefact(new Uint8Array(100))).toThrow('no gain model');
    expect(() => decodeGainArtefact(bytes.subarray(0, bytes.length - 1))).toThrow('cut');
    const other = encodeGainArtefact(plainArtefact({ featureVersion: 99 as 5 }));
    expect(() => decodeGainArtefact(other)).toThrow('featureVersion');
  });
});
