/**
 * Questions of families that training never held, with their gold answers. The model answers all
 * of them wrongly and some of them confidently, so they show what confidence alone cannot catch.
 * Only questions with one right answer are here: a haiku cannot be graded by comparison.
 *
 * @example outOfDistributionAnswers.get('Who wrote Hamlet?') // 'William Shakespeare'
 */
export const outOfDistributionAnswers: ReadonlyMap<string, string> = new Map([
  ['Translate dog to French.', 'chien'],
  ['Translate water to Spanish.', 'agua'],
  ['Translate house to German.', 'Haus'],
  ['What color is the sky?', 'blue'],
  ['Who wrote Hamlet?', 'William Shakespeare'],
  ['What is the chemical symbol for gold?', 'Au'],
  ['Is 17 a prime number?', 'yes'],
  ['What is the square root of 81?', '9'],
  ['How many legs does a spider have?', '8'],
  ['What planet is closest to the sun?', 'Mercury'],
  ['What is the plural of mouse?', 'mice'],
  ['What is 7 squared?', '49'],
  ['What is half of 50?', '25'],
  ['Spell the word river.', 'r i v e r'],
  ['In which year did World War II end?', '1945'],
  ['What is the boiling point of water in Celsius?', '100'],
  ['What is the largest ocean?', 'Pacific'],
  ['Fix the grammar: he go to school.', 'he goes to school'],
  ['What is the past tense of run?', 'ran'],
  ['Which animal barks?', 'dog'],
  ['What gas do plants breathe in?', 'carbon dioxide'],
  ['Convert 10 Celsius to Fahrenheit.', '50'],
  ['What is 10% of 200?', '20'],
  ['Who painted the Mona Lisa?', 'Leonardo da Vinci'],
]);
