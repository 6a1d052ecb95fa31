// What is known of a query before anything answers it. Made by describe-query.ts from the text alone.

/** What is asked for. Each has its own prior of how well a small model does it (src/catalog). */
export const TASKS = [
  'classification',
  'extraction',
  'summary',
  'rewriting',
  'translation',
  'drafting',
  'support',
  'code',
  'arithmetic',
  'knowledge',
  'reasoning',
  'proof',
  'creative',
  'conversation',
] as const;
export type Task = (typeof TASKS)[number];

/** Subjects where an invention harms. They raise the confidence asked for; they never relax privacy. The strictest first after `none`. */
export const SENSITIVITIES = ['none', 'medical', 'legal', 'financial', 'personal'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** How well Phi-3 covers a language: English, the other well-covered European ones, widely used others, and the rest. */
export const LANGUAGE_TIERS = ['english', 'major', 'other', 'rare'] as const;
export type LanguageTier = (typeof LANGUAGE_TIERS)[number];

export interface QueryDescription {
  /** Estimated tokens of the whole prompt: all messages and the supplied context. */
  readonly promptTokens: number;
  /** Estimated tokens of the supplied context alone. */
  readonly contextTokens: number;
  /** Tokens the answer will probably take, from the task and from a length the user names. */
  readonly expectedOutputTokens: number;
  /** Number of user turns. */
  readonly turns: number;
  /** ISO 639-1 code of the language the user writes in, `und` when unknown. */
  readonly language: string;
  /** The rarer of the language written in and the one asked for. */
  readonly languageTier: LanguageTier;
  readonly task: Task;
  readonly hasCode: boolean;
  readonly hasMaths: boolean;
  readonly isQuestion: boolean;
  /** How much the answer needs facts that a small model can't store, in [0, 1]. */
  readonly knowledgeDemand: number;
  /** Asks for what changes by the day: prices, news, weather, scores. */
  readonly needsFreshFacts: boolean;
  readonly sensitivity: Sensitivity;
}
