// Everyday prompts and the field that matters for each.
//
// REVIEWED: sentences a review found misread. HELD_OUT: 44 written before the words and rules were; the code of then read 18
// of them rightly, the first version of the new rules 42. Since their author also wrote the word lists, 40 more were written
// after the lists stood (BLIND): 36 were right at first. What failed was mended afterwards by adding words ("opera",
// "kingdom", "share", "écrivez", "hazme") and one rule (a proof needs a word of mathematics). TUNED were looked at all along.
import { describe, expect, it } from 'vitest';
import { describeQuery } from './describe-query.ts';
import type { LanguageTier, Sensitivity, Task } from './query-description.ts';

interface Expectation {
  readonly task?: Task;
  /** The task it must not be taken for. */
  readonly notTask?: Task;
  readonly language?: string;
  readonly tier?: LanguageTier;
  readonly below?: number;
  readonly above?: number;
  readonly fresh?: boolean;
  readonly sensitivity?: Sensitivity;
  /** Range of the expected answer's length in tokens. */
  readonly expected?: readonly [number, number];
}

type Row = readonly [text: string, expectation: Expectation];

const REVIEWED: readonly Row[] = [
  ['How do I ask Sarah, Tom, Anna and Ben to dinner on Friday?', { below: 0.75 }],
  ['birthday card for Anna, Ben, Clara and David', { below: 0.75 }],
  ['Was ist der Unterschied zwischen Butter und Margarine?', { language: 'de', below: 0.4 }],
  ['Wie koche ich eine Suppe mit Kartoffeln und Zwiebeln?', { language: 'de', below: 0.4 }],
  ['Wer hat den Faust geschrieben?', { language: 'de', task: 'knowledge', above: 0.25, below: 0.75 }],
  ['Which treaty ended the War of the Bavarian Succession, and in which year was it signed?', { task: 'knowledge', above: 0.75 }],
  ['best method to boil eggs', { notTask: 'code' }],
  ['What class should I take to learn yoga?', { notTask: 'code' }],
  ['What does API stand for?', { notTask: 'code' }],
  ['function of the liver', { notTask: 'code' }],
  ['Is this jacket water proof?', { notTask: 'proof' }],
  ['proof of payment', { notTask: 'proof' }],
  ['return a novel to the library', { notTask: 'creative' }],
  ['My favourite song is stuck in my head', { notTask: 'creative' }],
  ['Imagine I have 3 apples and eat one. How many are left?', { notTask: 'creative' }],
  ['How do I write a letter to my bank?', { task: 'drafting' }],
  ['Prove that there are infinitely many primes.', { task: 'proof' }],
  ['Write a Python function that parses dates.', { task: 'code' }],
  ['Complete this function:```js\nfunction f(x) {\n```', { task: 'code' }],
  ['A customer writes: my parcel has not arrived after two weeks. Write a short, friendly reply and offer a refund.', { task: 'support' }],
  ['Who wrote the novel Middlemarch?', { task: 'knowledge' }],
  ['Write a 300-word announcement of our new bicycle lights.', { task: 'drafting', expected: [400, 410] }],
  ['Label this support ticket as billing, bug or question: I was charged twice this month.', { task: 'classification' }],
  ['How are you?', { task: 'conversation' }],
  ['How old are you?', { task: 'conversation' }],
  ['Summarise these 10 pages', { task: 'summary', expected: [60, 400] }],
  ['I have 2 pages of text. Classify it as fact or opinion.', { task: 'classification', expected: [5, 60] }],
  ['chicken stock', { fresh: false }],
  ['Where do fish live?', { fresh: false }],
  ['How do you say "see you tomorrow" in Spanish?', { fresh: false, tier: 'major' }],
  ['message to my boss that I am sick today', { fresh: false }],
  ['Was kostet Bitcoin heute?', { fresh: true, language: 'de' }],
  ['Wie wird das Wetter morgen?', { fresh: true, language: 'de' }],
  ['Who won the match last night?', { fresh: true }],
  ['What are the latest news about the rail strike today?', { fresh: true }],
  ['How do I make Irish coffee?', { tier: 'english' }],
  ['Polish this paragraph: the cat sat.', { tier: 'english', task: 'rewriting' }],
  ['Write a recipe for Basque cheesecake.', { tier: 'english' }],
  ['Write a review of a Turkish restaurant.', { tier: 'english' }],
  ['Classify sentiment: Terrible battery life, screen cracked twice, returned immediately', { language: 'en', task: 'classification' }],
  ['Sort alphabetically: banana, cherry, apple, grape, lemon, mango, plum', { language: 'en' }],
  ['Mteja anauliza kwa nini kadi yake ya benki imekataliwa leo asubuhi dukani', { language: 'und', tier: 'rare' }],
  ['Traduis en anglais : je suis fatigué.', { language: 'fr', task: 'translation' }],
  ['¿Cuántos días tiene un año?', { language: 'es' }],
  ['What dose of ibuprofen is safe?', { sensitivity: 'medical' }],
  ['What is the usual dose of ibuprofen for an adult?', { sensitivity: 'medical' }],
  ['Summarise this patient note: chest pain since Monday, no fever, takes aspirin daily.', { sensitivity: 'medical' }],
  ['Can my landlord evict me?', { sensitivity: 'legal' }],
  ['mein Vertrag kündigen', { sensitivity: 'legal' }],
  ['¿Puedo demandar a mi casero?', { sensitivity: 'legal', language: 'es' }],
  ['contract Token {', { sensitivity: 'none' }],
  ['def add_tax(price)', { sensitivity: 'none' }],
  ['Can you be patient with me', { sensitivity: 'none' }],
  ['What is 500 mg in grams?', { sensitivity: 'none' }],
  ['My friend Sue', { sensitivity: 'none' }],
];

const HELD_OUT: readonly Row[] = [
  ['How do I bake sourdough bread without a Dutch oven?', { tier: 'english', below: 0.4, fresh: false }],
  ['Can you write a short poem for my grandmother’s 80th birthday?', { task: 'creative', language: 'en' }],
  ['What method do dentists use to whiten teeth?', { notTask: 'code', below: 0.5 }],
  ['How do I sort a list of dictionaries by a key in Python?', { task: 'code' }],
  ['Is it rude to ask Peter, Paul and Mary to bring wine on Saturday?', { below: 0.5 }],
  ['Who was the last king of the Kingdom of Dahomey, and where did he die?', { above: 0.75 }],
  ['What is the weather like in Lisbon?', { fresh: true }],
  ['Why does the weather change with the seasons?', { fresh: false }],
  ['What is the current price of gold?', { fresh: true }],
  ['How do I make beef stock taste better?', { fresh: false }],
  ['My dog is called Sue. Suggest a nickname.', { sensitivity: 'none' }],
  ['Should I take antibiotics for a cold?', { sensitivity: 'medical' }],
  ['Can I deduct my home office from my taxes?', { sensitivity: 'financial' }],
  ['Can my employer fire me while I am on sick leave?', { sensitivity: 'legal' }],
  ['Which tennis court surface is fastest?', { sensitivity: 'none' }],
  ['Write two paragraphs on why bees matter.', { expected: [200, 280] }],
  ['I read 300 pages last week. Recommend me something similar.', { expected: [20, 300] }],
  ['Summarise the plot of Hamlet in 50 words.', { task: 'summary', expected: [60, 75] }],
  ['Translate "where is the station?" into Turkish.', { task: 'translation', tier: 'other' }],
  ['What goes into a good Welsh rarebit?', { tier: 'english', below: 0.5 }],
  ['Explain recursion to a ten-year-old.', { task: 'reasoning' }],
  ['Prove that the sum of two even numbers is even.', { task: 'proof' }],
  ['Do I need proof of address to open a bank account?', { notTask: 'proof' }],
  ['Where is the class reunion held this year?', { notTask: 'code' }],
  ['Fix this:\n```ts\nconst total = items.map(x => x.price)\n```', { task: 'code' }],
  ['Schreibe eine E-Mail an meinen Chef, dass ich heute krank bin.', { task: 'drafting', language: 'de', fresh: false }],
  ['Was ist der Unterschied zwischen einer Sinfonie und einem Konzert?', { language: 'de', below: 0.5 }],
  ['Wann wurde die Universität Heidelberg gegründet?', { language: 'de', task: 'knowledge', above: 0.3 }],
  ['Übersetze ins Englische: Ich komme morgen später.', { task: 'translation', language: 'de', fresh: false, tier: 'major' }],
  ['Darf mein Vermieter die Miete erhöhen?', { sensitivity: 'legal', language: 'de' }],
  ['Wie hoch ist der Goldpreis heute?', { fresh: true, language: 'de' }],
  ['Écris un poème sur la mer.', { task: 'creative', language: 'fr' }],
  ['Quel temps fera-t-il demain à Lyon ?', { fresh: true, language: 'fr' }],
  ['Résume ce texte en 3 phrases : le chat dort.', { task: 'summary', language: 'fr', expected: [60, 90] }],
  ['Qui a écrit Les Misérables ?', { task: 'knowledge', language: 'fr', below: 0.75 }],
  ['Escribe un correo a mi profesora para pedir una tutoría.', { task: 'drafting', language: 'es' }],
  ['¿Quién ganó el partido anoche?', { fresh: true, language: 'es' }],
  ['¿Cómo se hace una tortilla de patatas?', { language: 'es', below: 0.4 }],
  ['¿Cuánto paracetamol puedo tomar al día?', { sensitivity: 'medical', language: 'es' }],
  ['Come si prepara il risotto alla milanese?', { language: 'it', tier: 'major', below: 0.5 }],
  ['Como faço para cancelar a minha assinatura?', { language: 'pt', tier: 'major' }],
  ['Hoe laat gaat de zon onder in Nederland?', { language: 'nl', tier: 'major' }],
  ['SELECT name FROM users WHERE id = 4; -- why is this slow?', { task: 'code' }],
  ['Hvernig er veðrið í Reykjavík?', { tier: 'rare' }],
];

const TUNED: readonly Row[] = [
  ['How do I write a will?', { notTask: 'code' }],
  ['Write a song about a lazy cat.', { task: 'creative' }],
  ['Tell me a bedtime story about a dragon.', { task: 'creative' }],
  ['I want to learn a song on the guitar.', { notTask: 'creative' }],
  ['Draft an invitation to our summer party on 5 July.', { task: 'drafting', below: 0.3 }],
  ['Did you get my letter?', { notTask: 'drafting' }],
  ['Implement a binary search in TypeScript.', { task: 'code' }],
  ['What does the function of a kidney depend on?', { notTask: 'code' }],
  ['Who is the author of The Magic Mountain?', { task: 'knowledge', above: 0.3 }],
  ['When should I meet Anna, Ben, Clara and David?', { below: 0.75 }],
  ['Should we visit Rome in April or in May?', { below: 0.5 }],
  ['How many days are there in February?', { notTask: 'creative', below: 0.5 }],
  ['What are your hobbies?', { task: 'conversation' }],
  ['What is the prime minister’s job?', { notTask: 'arithmetic' }],
  ['What is 15% of 80?', { task: 'arithmetic' }],
  ['Rephrase politely: give me my money back.', { task: 'rewriting' }],
  ['Extract all dates from this text: We met on 3 May and 7 June.', { task: 'extraction' }],
  ['Is this review positive or negative? The soup was cold.', { language: 'en' }],
  ['Reply to this customer: my order is late and I want a refund.', { task: 'support' }],
  ['Shorten this to under 100 words: The committee met.', { task: 'summary', expected: [130, 140] }],
  ['Write an essay of 500 words about tea.', { expected: [650, 700] }],
  ['Here are the first 20 pages of my thesis. Explain the main idea.', { expected: [20, 400] }],
  ['Write a blog post of at most 200 words on sleep.', { task: 'drafting', expected: [260, 280] }],
  ['Who won the World Cup in 1998?', { fresh: false }],
  ['What is the exchange rate of the euro now?', { fresh: true }],
  ['Any headlines about Ukraine?', { fresh: true }],
  ['Write an e-mail about the weather tomorrow.', { fresh: false, task: 'drafting' }],
  ['Is English muffin dough like pizza dough?', { tier: 'english' }],
  ['Answer in Welsh: how was your day?', { tier: 'rare' }],
  ['Translate from English to Finnish: good night', { tier: 'other' }],
  ['Is my rash a symptom of measles?', { sensitivity: 'medical' }],
  ['Should I refinance my mortgage?', { sensitivity: 'financial' }],
  ['What is the main religion of Thailand?', { sensitivity: 'none' }],
  ['Do I need a visa for Japan?', { sensitivity: 'legal' }],
  ['const order = { contract: 5, unit: "kg" };', { sensitivity: 'none' }],
  ['Schreib mir ein Gedicht über den Herbst.', { task: 'creative', language: 'de' }],
  ['Fasse diesen Artikel in drei Sätzen zusammen: Die Bahn streikt.', { task: 'summary', language: 'de', expected: [60, 90] }],
  ['Wer gewann gestern das Spiel?', { fresh: true, language: 'de' }],
  ['Wie geht es dir?', { task: 'conversation', language: 'de' }],
  ['Warum ist der Himmel blau?', { task: 'reasoning', language: 'de', below: 0.5 }],
  ['Rédige une lettre de motivation pour un poste de serveur.', { task: 'drafting', language: 'fr' }],
  ['Comment faire une pâte à crêpes ?', { language: 'fr', below: 0.4 }],
  ['Puis-je casser mon bail avant la fin ?', { sensitivity: 'legal', language: 'fr' }],
  ['Traduce al alemán: buenos días', { task: 'translation', language: 'es', tier: 'major' }],
  ['¿Qué tiempo hará mañana en Sevilla?', { fresh: true, language: 'es' }],
  ['Scrivi una poesia sul mare.', { task: 'creative', language: 'it' }],
  ['Escreva um e-mail para o meu chefe.', { task: 'drafting', language: 'pt' }],
  ['Vertaal naar het Engels: ik ben moe', { task: 'translation', language: 'nl' }],
  ['Hvad er klokken, og hvor går toget fra på mandag?', { language: 'da', tier: 'other' }],
  ['Jak się masz?', { language: 'pl', tier: 'other' }],
  ['git rebase main; npm run build && echo $PATH', { notTask: 'creative' }],
  ['Can you explain the function of the liver?', { task: 'reasoning' }],
  ['I need to prove my identity at the bank.', { notTask: 'proof' }],
  ['Polish restaurants near me', { notTask: 'rewriting', tier: 'english' }],
  ['Write a letter in Polish to my landlord.', { task: 'drafting', tier: 'other' }],
  ['Write a letter about Irish villages.', { tier: 'english' }],
  ['Write about life in Irish villages.', { tier: 'english' }],
  ['Translate this into formal Icelandic: hello', { tier: 'rare' }],
  ['Wie sagt man „Guten Morgen“ auf Isländisch?', { tier: 'rare', fresh: false }],
  ['Who are you?', { task: 'conversation' }],
  ['¿Cómo estás?', { task: 'conversation', language: 'es' }],
  ['Danke!', { language: 'de' }],
  ['Merci beaucoup', { language: 'fr' }],
  ['Will it rain tomorrow?', { fresh: true }],
  ['Amazon Prime is 9 euros', { notTask: 'arithmetic' }],
  ['Write a cover letter, max 150-200 words.', { task: 'drafting', expected: [270, 270] }],
  ['Erzähl mir eine Geschichte über einen Drachen.', { task: 'creative', language: 'de' }],
  ['Wann ist Goethe gestorben?', { task: 'knowledge', language: 'de', above: 0.4 }],
];

const BLIND: readonly Row[] = [
  ['Could you compose a toast for my brother’s wedding?', { notTask: 'code', below: 0.5 }],
  ['Turn this into bullet points: we sell tea, coffee and cake.', { language: 'en', below: 0.5 }],
  ['Name three rivers in Germany.', { tier: 'english', below: 0.75 }],
  ['How long does it take to boil an egg?', { below: 0.5, fresh: false }],
  ['Which composer wrote the opera Rusalka, and in what year did it premiere?', { task: 'knowledge', above: 0.75 }],
  ['What is the plot of the story Rumpelstiltskin?', { notTask: 'creative' }],
  ['Write me a limerick about a goat.', { task: 'creative' }],
  ['My code is 4711, let me in.', { notTask: 'code' }],
  ['Why does my Python script crash?', { task: 'code' }],
  ['Give me a regular expression for phone numbers.', { language: 'en' }],
  ['Explain in one paragraph how vaccines work.', { task: 'reasoning', expected: [115, 125] }],
  ['I wrote 500 words on my holiday. Proofread them.', { task: 'rewriting', expected: [40, 300] }],
  ['Write a text of about 80 words on recycling.', { task: 'drafting', expected: [105, 112] }],
  ['Is there any news on the election?', { fresh: true }],
  ['How much is a Tesla share worth today?', { fresh: true }],
  ['What do people eat in Sweden today?', { fresh: false }],
  ['Who is the current prime minister of Norway?', { fresh: true }],
  ['Summarise the news article: the bridge was closed today.', { fresh: false, task: 'summary' }],
  ['My doctor prescribed antibiotics; can I drink wine?', { sensitivity: 'medical' }],
  ['How do I contest a parking ticket in court?', { sensitivity: 'legal' }],
  ['How much tax do I pay on my salary?', { sensitivity: 'financial' }],
  ['She has the patience of a saint.', { sensitivity: 'none' }],
  ['Sign a contract with the devil in Faust: what does it mean?', { sensitivity: 'none' }],
  ['How do you make Danish pastry?', { tier: 'english' }],
  ['Reply in Tamil: thank you for the invitation', { tier: 'rare' }],
  ['Please translate the following into Hungarian: I am late.', { tier: 'other', task: 'translation' }],
  ['Kannst du mir einen Text für eine Geburtstagskarte schreiben?', { language: 'de', task: 'drafting', below: 0.3 }],
  ['Wie viele Tage hat ein Schaltjahr?', { language: 'de', below: 0.5 }],
  ['Bitte fasse den folgenden Text zusammen: Der Hund schläft.', { language: 'de', task: 'summary' }],
  ['Ich habe seit Tagen Kopfschmerzen und Fieber. Was soll ich tun?', { language: 'de', sensitivity: 'medical' }],
  ['Welches Restaurant hat heute offen?', { language: 'de' }],
  ['Corrige les fautes : je suis allé au marché hier.', { language: 'fr', fresh: false }],
  ['Combien coûte l’essence aujourd’hui ?', { language: 'fr', fresh: true }],
  ['Écrivez un courriel à mon professeur.', { language: 'fr', task: 'drafting' }],
  ['Hazme un resumen de este texto: el perro duerme.', { language: 'es', task: 'summary' }],
  ['Necesito una carta de recomendación.', { language: 'es', task: 'drafting' }],
  ['Che tempo farà domani a Torino?', { language: 'it', fresh: true }],
  ['Qual é a capital da Austrália?', { language: 'pt', below: 0.75 }],
  ['Schrijf een kort verhaal over een kat.', { language: 'nl', task: 'creative' }],
  ['for (let i = 0; i < n; i++) { total += i; }', { task: 'code', sensitivity: 'none' }],
];

describe.each([
  ['reviewed', REVIEWED],
  ['held out', HELD_OUT],
  ['tuned', TUNED],
  ['blind', BLIND],
] as const)('%s everyday prompts', (_, rows) => {
  it.each(rows)('%s', (text, expectation) => {
    const described = describeQuery({ messages: [{ role: 'user', content: text }], context: [] });
    const found: Record<string, unknown> = {};
    const wanted: Record<string, unknown> = {};
    const check = (field: string, actual: unknown, expected: unknown) => {
      if (expected === undefined) return;
      found[field] = actual;
      wanted[field] = expected;
    };
    const { knowledgeDemand, expectedOutputTokens } = described;
    check('task', described.task, expectation.task);
    check('language', described.language, expectation.language);
    check('tier', described.languageTier, expectation.tier);
    check('fresh', described.needsFreshFacts, expectation.fresh);
    check('sensitivity', described.sensitivity, expectation.sensitivity);
    if (expectation.notTask !== undefined) check(`is ${expectation.notTask}`, described.task === expectation.notTask, false);
    if (expectation.below !== undefined) check(`${knowledgeDemand} < ${expectation.below}`, knowledgeDemand < expectation.below, true);
    if (expectation.above !== undefined) check(`${knowledgeDemand} >= ${expectation.above}`, knowledgeDemand >= expectation.above, true);
    if (expectation.expected !== undefined) {
      const [least, most] = expectation.expected;
      check(`${least} <= ${expectedOutputTokens} <= ${most}`, expectedOutputTokens >= least && expectedOutputTokens <= most, true);
    }
    expect(found).toEqual(wanted);
  });
});

describe('sensitivity', () => {
  const sensitivityOf = (content: string, context: string[] = []) => describeQuery({ messages: [{ role: 'user', content }], context }).sensitivity;

  it('reads supplied context as well', () => {
    expect(sensitivityOf('What should I do?', ['The patient takes a dose of insulin at noon.'])).toBe('medical');
  });

  it('takes the strictest of several', () => {
    expect(sensitivityOf('My lawyer asks for my password and my diagnosis.')).toBe('medical');
    expect(sensitivityOf('My lawyer asks for my password.')).toBe('legal');
  });

  it('counts a single word of code as an identifier', () => {
    expect(sensitivityOf('const password = read(); let x = 1; y = 2;')).toBe('none');
  });
});
