// Small words that decide what a neighbour means: questions, pronouns, prepositions, limits. Each list is one role.
import type { WordList } from './task-words.ts';

export const GRAMMAR = {
  question: [
    ['en', 'what who whose whom when where which why how is are was were do does did can could will would should any'],
    ['de', 'was wer wen wem wann wo welche welcher welches warum wie ist hat darf'],
    ['fr', 'qui quand où quel quelle quels quelles combien pourquoi comment puis'],
    ['es', 'quién cuándo dónde cuál qué cómo cuánto cuántos'],
    ['it', 'chi quando cosa come perché'],
    ['pt', 'quem quando onde qual'],
    ['nl', 'wie wat wanneer waar welke hoe'],
  ],
  /** Asks for a person, time, place or choice: for a fact. */
  factQuestion: [
    ['en', 'who whose whom when where which'],
    ['de', 'wer wen wem wann wo welche welcher welches'],
    ['fr', 'qui quand où quel quelle'],
    ['es', 'quién cuándo dónde cuál'],
    ['it', 'chi quando'],
    ['pt', 'quem onde'],
    ['nl', 'wanneer'],
  ],
  what: [['en', 'what'], ['de', 'was'], ['fr', 'que quoi'], ['es', 'qué cuál'], ['it', 'cosa qual'], ['pt', 'qual']],
  how: [['en', 'how'], ['de', 'wie']],
  /** After "how" these ask for a quantity, not for a way. */
  measure: [['en', 'many much old long far tall often big high'], ['de', 'viel viele alt lang hoch weit']],
  self: [['en', 'i me my we our'], ['de', 'ich mir mein meine'], ['fr', 'je moi mon ma mes'], ['es', 'yo mi mis'], ['nl', 'ik mijn']],
  my: [['en', 'my our'], ['de', 'mein meine meinen meiner meinem'], ['fr', 'mon ma mes'], ['es', 'mi mis'], ['it', 'mio mia'], ['pt', 'meu minha'], ['nl', 'mijn']],
  /** "can I", "darf ich", "puis-je": a question about one's own case. */
  mayI: [['en', 'can should may must do am could'], ['de', 'darf kann soll muss'], ['fr', 'puis dois'], ['nl', 'mag kan moet']],
  mayIAlone: [['es', 'puedo debo debería'], ['it', 'posso devo'], ['pt', 'posso devo']],
  toBe: [['en', 'is are be being am was so very more'], ['de', 'bist es'], ['fr', 'ça comment'], ['es', 'cómo quién']],
  you: [['en', 'you your'], ['de', 'du dir'], ['fr', 'va vas'], ['es', 'estás eres']],
  /** Before a command. */
  beforeCommand: [['en', 'please you to and then me also just'], ['de', 'bitte und mir'], ['fr', 'peux tu et'], ['es', 'y por favor']],
  into: [['en', 'into in to'], ['de', 'ins auf'], ['fr', 'en'], ['es', 'al en'], ['pt', 'em para'], ['it', 'in'], ['nl', 'naar het']],
  /** May stand between the preposition and the language. */
  style: [['en', 'formal informal plain simple modern everyday brazilian'], ['fr', 'bon'], ['de', 'einfaches formelles']],
  /** Verbs that bring a language into play, beside the translating and making ones. */
  saying: [['en', 'say answer reply respond speak explain'], ['de', 'sagt antworte heißt sage'], ['fr', 'dit dis réponds'], ['es', 'dice responde di'], ['it', 'rispondi dice'], ['pt', 'diz responda'], ['nl', 'zeg']],
  limit: [['en', 'in about under within max maximum least most exactly around roughly than using approximately'], ['de', 'höchstens maximal etwa ungefähr circa'], ['fr', 'en environ maximum moins plus'], ['es', 'en unas máximo menos'], ['it', 'massimo circa']],
  /** Before a number these point at what is given. */
  given: [['en', 'these those this of have the from last first my our next read wrote'], ['de', 'diese dieser die von habe den'], ['fr', 'ces les de des ai mes'], ['es', 'estas estos las los de tengo mis']],
  of: [['en', 'of with'], ['de', 'mit von'], ['fr', 'de'], ['es', 'de'], ['it', 'di']],
  customer: [['en', 'customer customers client clients ticket helpdesk'], ['de', 'kunde kundin kunden'], ['fr', 'client cliente'], ['es', 'cliente'], ['it', 'cliente']],
  reply: [['en', 'reply respond response answer apology apologising apologizing'], ['de', 'antworte antwort'], ['fr', 'réponse réponds'], ['es', 'respuesta responde']],
  why: [['en', 'why explain'], ['de', 'warum'], ['fr', 'pourquoi'], ['es', 'porque']],
  auxiliary: [['en', 'do does did can could should would to']],
  /** Weekdays and months are written like names. */
  calendar: [['en', 'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december']],
  last: [['en', 'last this']],
  period: [['en', 'night week weekend month season morning evening']],
  sentiment: [['en', 'sentiment spam phishing']],
  firstName: [['en', 'sue']],
  adjective: [['en', 'patient']],
  remains: [['en', 'left remain remains total altogether each']],
} as const satisfies Record<string, readonly WordList[]>;

export type GrammarRole = keyof typeof GRAMMAR;
