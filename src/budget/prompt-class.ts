// Prompts by size: a provider reads a long one for longer before it says its first word.

export type PromptClass = 'short' | 'medium' | 'long';

/** `promptClassOf(900)` → 'medium' */
export function promptClassOf(promptTokens: number): PromptClass {
  if (promptTokens < 512) return 'short';
  return promptTokens < 4096 ? 'medium' : 'long';
}
