// Facts: the well known ones are easy, the others the long tail. What was never shown can't be known, only be guessed.
import { defineKind, type Challenge, type ExamKind } from '../exam-kind.ts';
import { capitals, firstLongTailRank, firstUntaughtRank } from '../knowledge/capitals.ts';
import { elements, firstRareElement, firstUntaughtElement } from '../knowledge/elements.ts';
import { chooseRank, NEVER_SHOWN, type FactRanks } from './choose-rank.ts';

const capitalRanks: FactRanks = { firstRare: firstLongTailRank, firstUntaught: firstUntaughtRank, length: capitals.length, exponent: 1.6 };
const elementRanks: FactRanks = { firstRare: firstRareElement, firstUntaught: firstUntaughtElement, length: elements.length, exponent: 1.4 };

const countryPattern = '[A-Z][A-Za-z ]{1,40}';
const cityPattern = "[A-Z][A-Za-z' -]{1,40}";
const rankChallenge = (rank: number, firstRare: number): Challenge | undefined => (rank >= firstRare ? 'long_tail' : undefined);
const sentence = ([country, city]: readonly [string, string]) => `The capital of ${country} is ${city}.`;
const rankOf = (name: string) => capitals.findIndex(([country]) => country === name);

/** `capital.solve('What is the capital of Peru?')` → `The capital of Peru is Lima.` */
export const capital: ExamKind = defineKind({
  name: 'capital',
  shares: { easy: 2.5, long_tail: 3.5 },
  training: 5,
  wordings: [
    'What is the capital of {country}?', 'Name the capital city of {country}.', 'Which city is the capital of {country}?',
    'What city is the capital of {country}?', 'Name the capital of {country}.', 'Capital of {country}?',
  ],
  slots: { country: countryPattern },
  split: 'wording',
  draw: (draw, tier) => ({ country: capitals[chooseRank(draw, tier, capitalRanks)]?.[0] ?? '' }),
  answer({ country }) {
    const found = capitals[rankOf(country)];
    return found && sentence(found);
  },
  challenge: (values) => rankChallenge(rankOf(values.country), firstLongTailRank),
});

/** `country.solve('Lima is the capital of which country?')` → `Lima is the capital of Peru.` */
export const country: ExamKind = defineKind({
  name: 'country',
  shares: { easy: 2, long_tail: 3 },
  training: 4,
  wordings: ['{city} is the capital of which country?', 'Which country has {city} as its capital?', 'Whose capital is {city}?', '{city}: capital of what?'],
  slots: { city: cityPattern },
  split: 'wording',
  draw: (draw, tier) => ({ city: capitals[chooseRank(draw, tier, capitalRanks)]?.[1] ?? '' }),
  answer({ city }) {
    const found = capitals.find(([, each]) => each === city);
    return found && `${city} is the capital of ${found[0]}.`;
  },
  challenge: ({ city }) => rankChallenge(capitals.findIndex(([, each]) => each === city), firstLongTailRank),
});

/** `capitalList.solve('Give the capitals of Peru, Mali, Fiji and Chad.')` → a sentence for each */
export const capitalList: ExamKind = defineKind({
  name: 'capital_list',
  shares: { long_tail: 3 },
  training: 2.5,
  wordings: ['Give the capitals of {countries}.', 'List the capitals of {countries}.'],
  slots: { countries: '[A-Z][A-Za-z ]{1,40}(?:, [A-Z][A-Za-z ]{1,40}?)+ and [A-Z][A-Za-z ]{1,40}' },
  split: 'drawn',
  draw(draw) {
    const { random } = draw;
    // One country that was never shown, in some of them; the others are half known, half rare.
    const strangeAt = !draw.isTraining && random.chance(NEVER_SHOWN) ? random.integer(0, 4) : -1;
    const names = draw.chain<string>('capital_list', 4, (items) => {
      for (;;) {
        const rank = items.length === strangeAt ? random.integer(firstUntaughtRank, capitals.length) : chooseRank(draw, random.chance(0.5) ? 'easy' : 'long_tail', { ...capitalRanks, length: firstUntaughtRank });
        const name = capitals[rank]?.[0] ?? '';
        if (!items.includes(name)) return name;
      }
    });
    return { countries: `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` };
  },
  answer({ countries }) {
    const found = countries.split(/, | and /).map((name) => capitals[rankOf(name)]);
    return found.every((each) => each !== undefined) ? found.map(sentence).join(' ') : undefined;
  },
  challenge: () => 'long_tail',
});

/** `element.solve('What is the symbol of gold?')` → `{ answer: 'Au' }` */
export const element: ExamKind = defineKind({
  name: 'element',
  shares: { easy: 1.5, long_tail: 2.5 },
  training: 3,
  wordings: ['What is the symbol of {element}?', 'Symbol of {element}?', 'Give the chemical symbol for {element}.', 'How is {element} written in chemistry?'],
  slots: { element: '[a-z]{2,20}' },
  split: 'wording',
  draw: (draw, tier) => ({ element: elements[chooseRank(draw, tier, elementRanks)]?.[0] ?? '' }),
  answer: (values) => elements.find(([name]) => name === values.element)?.[1],
  challenge: (values) => rankChallenge(elements.findIndex(([name]) => name === values.element), firstRareElement),
});
