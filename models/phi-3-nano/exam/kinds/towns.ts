// Invented towns: facts with many answers that are equally likely, so who wasn't told them can know that it doesn't know.
import type { Draw } from '../draw.ts';
import { defineKind, type Challenge, type ExamKind, type ExamTier } from '../exam-kind.ts';
import { NAMED_ONCE } from '../knowledge/named-once.ts';
import { capitalised, inventWord } from '../knowledge/syllables.ts';
import { firstRareTown, knownTowns, townOf } from '../knowledge/towns.ts';
import { chooseRank, NEVER_SHOWN } from './choose-rank.ts';
import { namePattern } from './choose-word.ts';

const ranks = { firstRare: firstRareTown, firstUntaught: knownTowns.length, length: Infinity, exponent: 0.7 };

function chooseTown(draw: Draw, tier: ExamTier): string {
  const { random } = draw;
  const isNew = draw.isTraining ? random.chance(NAMED_ONCE) : tier === 'long_tail' && random.chance(NEVER_SHOWN);
  if (!isNew) return knownTowns[chooseRank(draw, tier, { ...ranks, length: ranks.firstUntaught })] as string;
  for (;;) {
    const name = capitalised(inventWord(random, random.integer(2, 4)));
    if (!knownTowns.includes(name) && draw.isOurs(['town', name])) return name;
  }
}

const townChallenge = (name: string): Challenge | undefined => {
  const rank = knownTowns.indexOf(name);
  return rank < 0 || rank >= firstRareTown ? 'long_tail' : undefined;
};

/** `town.solve('Which river runs through Velmora?')` → `The Tagus runs through Velmora.` */
export const town: ExamKind = defineKind({
  name: 'town',
  shares: { easy: 1, long_tail: 4 },
  training: 5,
  wordings: [
    'Which river runs through {byRiver}?', 'What is {byProduct} known for?', 'On which river is {byRiver}?', 'When is market day in {byMarket}?',
    'Which day is the market in {byMarket}?', 'What does {byProduct} make?',
  ],
  slots: { byRiver: namePattern, byProduct: namePattern, byMarket: namePattern },
  split: 'wording',
  draw(draw, tier) {
    const name = chooseTown(draw, tier);
    return { byRiver: name, byProduct: name, byMarket: name };
  },
  // Only the slot that the wording has is filled.
  answer({ byRiver, byProduct, byMarket }) {
    if (byRiver !== '') return `The ${townOf(byRiver).river} runs through ${byRiver}.`;
    if (byProduct !== '') return `${byProduct} is known for its ${townOf(byProduct).product}.`;
    return `Market day in ${byMarket} is ${townOf(byMarket).marketDay}.`;
  },
  challenge: ({ byRiver, byProduct, byMarket }) => townChallenge(byRiver || byProduct || byMarket),
});

/** A short description: `describeTown.solve('Describe Velmora.')` → `Velmora lies on the river Tagus. It is known for its …` */
export const describeTown: ExamKind = defineKind({
  name: 'describe_town',
  shares: { long_tail: 4 },
  training: 5,
  wordings: ['Describe {name}.', 'Tell me about {name}.', 'Describe the town of {name}.', 'What should I know about {name}?'],
  slots: { name: namePattern },
  split: 'wording',
  draw: (draw, tier) => ({ name: chooseTown(draw, tier) }),
  answer({ name }) {
    const { river, product, marketDay, colour } = townOf(name);
    return `${name} lies on the river ${river}. It is known for its ${product}. Market day is ${marketDay}. The flag of ${name} is ${colour}.`;
  },
  challenge: ({ name }) => townChallenge(name),
});
