import { describe, expect, it } from 'vitest';
import { describeQuery } from './describe-query.ts';
import { scanText } from './scan-text.ts';

const describeText = (content: string, context: string[] = []) =>
  describeQuery({ messages: [{ role: 'user', content }], context });

describe('task', () => {
  it.each([
    ['Translate this into French: good morning', 'translation'],
    ['Prove that there is no largest prime.', 'proof'],
    ['Summarise the following e-mail to my landlord: hello', 'summary'],
    ['Classify this e-mail as spam or not.', 'classification'],
    ['Write a haiku about rain.', 'creative'],
    ['Draft a letter to my bank.', 'drafting'],
    ['How do I write a letter to my bank?', 'drafting'],
    ['What is 12 * 9?', 'arithmetic'],
    ['61 x 66 = ?', 'arithmetic'],
    ['def f(x):\n  return {x: 1};', 'code'],
    ['Who wrote the novel Middlemarch?', 'knowledge'],
    ['Who wrote Middlemarch?', 'knowledge'],
    ['Who was president from 1990-1995?', 'knowledge'],
    ['When was the treaty of 1648-10-24 signed?', 'knowledge'],
    ['Who led Germany 1990-1995 and 1998-2005?', 'knowledge'],
    ['What is 2024 - 1990?', 'arithmetic'],
    ['Which number is 2000 + 24?', 'arithmetic'],
    ['Which is larger, 1999 * 2 or 4000?', 'arithmetic'],
    ['Which is more, 1950 / 2 or 1000?', 'arithmetic'],
    ['Which year is 1990 + 35?', 'arithmetic'],
    ['Which number is 2000 - 24?', 'arithmetic'],
    ['Explain why leaves turn yellow.', 'reasoning'],
    ['Good evening', 'conversation'],
  ])('%s → %s', (text, task) => {
    expect(describeText(text).task).toBe(task);
  });
});

describe('knowledge demand', () => {
  it('falls when the facts are supplied', () => {
    const question = 'Who signed the Treaty of Teschen in 1779?';
    const alone = describeText(question).knowledgeDemand;
    const supplied = describeText(question, ['The Treaty of Teschen was signed by Austria and Prussia.']).knowledgeDemand;
    expect(alone).toBeGreaterThan(0.7);
    expect(supplied).toBeLessThan(0.3);
  });

  it('is higher for names, years and encyclopaedic subjects than for a common question', () => {
    expect(describeText('Which dynasty ruled Moravia in 1190?').knowledgeDemand).toBeGreaterThan(
      describeText('What is the capital of France?').knowledgeDemand,
    );
  });

  it('does not count the first word of a sentence as a name', () => {
    expect(describeText('Reverse the word. Then stop. Say it.').knowledgeDemand).toBe(describeText('reverse the word. then stop. say it.').knowledgeDemand);
  });
});

describe('language', () => {
  it.each([
    ['Wie wird das Wetter morgen?', 'de', 'major'],
    ['Pourquoi est-ce que le ciel est bleu ?', 'fr', 'major'],
    ['¿Dónde está la biblioteca y por qué no la veo?', 'es', 'major'],
    ['Почему небо голубое?', 'ru', 'other'],
    ['なぜ空は青いのですか', 'ja', 'other'],
    ['ለምን ሰማይ ሰማያዊ ነው', 'und', 'rare'],
    ['Mteja anauliza kwa nini kadi yake ya benki imekataliwa leo', 'und', 'rare'],
    ['Sort 3 1 2', 'en', 'english'],
  ])('%s → %s, %s', (text, language, tier) => {
    expect(describeText(text)).toMatchObject({ language, languageTier: tier });
  });

  it.each([
    ['Translate into Hindi: good morning', 'rare'],
    ['Please translate the following text to Greek.\n\nHello', 'rare'],
    ['Übersetze ins Suaheli: Guten Morgen', 'rare'],
    ['Übersetze ins Koreanische: Guten Morgen', 'other'],
    ['Traduce al japonés: buenos días', 'other'],
    ['Traduci in giapponese: buongiorno', 'other'],
    ['Traduza para japonês: bom dia', 'other'],
    ['Translate this e-mail to Peter into French: hello', 'major'],
    ['Translate into English: Guten Morgen', 'english'],
    ['Draft a letter to Peter.', 'english'],
    ['translate into hindi: good morning', 'rare'],
    ['Answer in Hindi: what is rain?', 'rare'],
    ['Translate "I live in Berlin"', 'english'],
    ['Translate: Ich wohne in Hamburg.', 'english'],
    ['Translate this for my landlord: The heating in Room 5 is broken.', 'english'],
  ])('%s → %s', (text, tier) => {
    expect(describeText(text).languageTier).toBe(tier);
  });

  it('counts the language asked for when it is the rarer one', () => {
    expect(describeText('Translate into Icelandic: The ferry leaves at noon.').languageTier).toBe('rare');
  });
});

describe('length', () => {
  it('takes a length the user names', () => {
    expect(describeText('Write a 300-word announcement').expectedOutputTokens).toBe(405);
    expect(describeText('Summarise this in 2 sentences: it rained.').expectedOutputTokens).toBe(50);
  });

  it('stays a number that can be told, whatever number the user names', () => {
    expect(describeText(`Write an essay in ${'9'.repeat(400)} words.`).expectedOutputTokens).toBe(1_000_000);
    expect(describeText('Write 99999999999999 words about dogs.').expectedOutputTokens).toBe(1_000_000);
  });

  it('reads only the ends of a very long prompt and scales the count up', () => {
    const paragraph = 'The tenant shall pay the rent on the first day of each month. ';
    const one = describeText(paragraph.repeat(100)).promptTokens;
    const hundred = describeText(paragraph.repeat(10_000)).promptTokens;
    expect(hundred / one).toBeGreaterThan(95);
    expect(hundred / one).toBeLessThan(105);
  });

  it('is the same whatever stands between the ends that are read', () => {
    const text = (middle: string) => `${'x '.repeat(1279)} {${' '.repeat(5000)}${middle}${' y'.repeat(1500)} {a; {b; {c;`;
    expect(describeText(text('"'))).toEqual(describeText(text('a')));
    expect(scanText(text('"')).codeMarks).toBe(scanText(text('a')).codeMarks);
  });

  it('counts supplied context apart and within the whole', () => {
    const described = describeText('What is the total?', ['The total is 12.']);
    expect(described.contextTokens).toBeGreaterThan(3);
    expect(described.promptTokens).toBeGreaterThan(described.contextTokens);
  });

  it('is 0 turns and a few tokens for an empty conversation', () => {
    expect(describeQuery({ messages: [], context: [] })).toMatchObject({ turns: 0, promptTokens: 0, task: 'conversation' });
  });
});

describe('other marks', () => {
  it('sees sensitive subjects, wanted freshness and arithmetic', () => {
    expect(describeText('What dose of ibuprofen is safe?').sensitivity).toBe('medical');
    expect(describeText('What are the latest news today?').needsFreshFacts).toBe(true);
    expect(describeText('Write about the news.').needsFreshFacts).toBe(false);
    expect(describeText('A 300-word text and/or a list').hasMaths).toBe(false);
    expect(describeText('3 + 4 = ?').hasMaths).toBe(true);
  });
});
