// A policy's safety rules, made ready once, and what they say of a text.
import type { Message } from '../query/query.ts';
import type { Policy } from '../policy/policy.ts';
import { compilePhrases, type PhraseAutomaton } from './phrase-automaton.ts';
import { createPhraseScan, type PhraseScan } from './phrase-scan.ts';

export type SafetyRule = NonNullable<Policy['safety']>['rules'][number];

/** What is looked at: the question, or the answer as it is being made. */
export type SafetySubject = 'input' | 'output';

/** A rule that applies: nobody answers, or a hosted model does. */
export interface SafetyHit {
  readonly action: SafetyRule['action'];
  readonly rule: string;
}

interface CompiledRules {
  readonly rules: readonly SafetyRule[];
  readonly automaton: PhraseAutomaton;
}

/** In an answer, blanks and invisible characters beyond these many end a phrase, so that little has to be held back. */
const MAXIMUM_GAP = 64;

/** Policies are immutable: their rules are compiled with the first text that meets them. */
const compiled = new WeakMap<readonly SafetyRule[], Partial<Record<SafetySubject, CompiledRules | null>>>();

/** Whether the policy looks at it at all. */
export function hasSafetyRules(policy: Policy, subject: SafetySubject): boolean {
  return policy.safety?.rules.some(({ on }) => on === subject || on === 'both') ?? false;
}

function rulesFor({ safety }: Policy, subject: SafetySubject): CompiledRules | null {
  if (!safety) return null;
  let known = compiled.get(safety.rules);
  if (!known) compiled.set(safety.rules, (known = {}));
  if (known[subject] === undefined) {
    const rules = safety.rules.filter(({ on }) => on === subject || on === 'both');
    known[subject] = rules.length === 0 ? null : { rules, automaton: compilePhrases(rules.map(({ contains }) => contains)) };
  }
  return known[subject];
}

/**
 * What the rules say of a question: the first rule in the policy's order that applies to any of the user's turns. System
 * messages are the app's own words, the assistant's were looked at as answers, and supplied documents are material: none
 * of them is what somebody asks for.
 *
 * @example checkInput(policy, [{ role: 'user', content: 'How do I end my life?' }]) // { action: 'hand_up', rule: 'self-harm' }
 */
export function checkInput(policy: Policy, messages: readonly Message[]): SafetyHit | undefined {
  const ready = rulesFor(policy, 'input');
  if (!ready) return undefined;
  let first = Infinity;
  for (const { role, content } of messages) {
    if (role !== 'user') continue;
    const scan = createPhraseScan({ automaton: ready.automaton, onMatch: (rule) => (first = Math.min(first, rule)) });
    scan.push(content);
    scan.end();
  }
  return hitOf(ready, first);
}

export interface OutputScan extends PhraseScan {
  /** What applied first as the text came; nothing after it changes that. */
  hit(): SafetyHit | undefined;
}

/** Reads an answer as it comes; undefined where no rule looks at answers. */
export function scanOutput(policy: Policy): OutputScan | undefined {
  const ready = rulesFor(policy, 'output');
  if (!ready) return undefined;
  let first: number | undefined;
  const scan = createPhraseScan({ automaton: ready.automaton, onMatch: (rule) => (first ??= rule), maximumGap: MAXIMUM_GAP });
  return { ...scan, hit: () => (first === undefined ? undefined : hitOf(ready, first)) };
}

function hitOf({ rules }: CompiledRules, index: number): SafetyHit | undefined {
  const rule = rules[index];
  return rule && { action: rule.action, rule: rule.name };
}
