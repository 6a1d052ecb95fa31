// Which hosted model wrote which answer: a conversation that comes back with one tells the router, as changing the model has a
// price (the policy's worth.modelSwitchMicroUsd). In memory, and of the newest answers alone.
import type { Message } from '../../src/query/query.ts';

export interface HostedTurns {
  remember(text: string, model: string): void;
  /** Of the conversation's last answer; undefined where the device or somebody else wrote it. */
  modelOf(messages: readonly Message[]): string | undefined;
}

const KEPT = 20;

/** `turns.modelOf([{ role: 'user', … }, { role: 'assistant', content: 'Lima.' }, { role: 'user', … }])` → 'openai/gpt-4o' */
export function createHostedTurns(): HostedTurns {
  const models = new Map<string, string>();
  return {
    remember(text, model) {
      models.delete(text);
      models.set(text, model);
      for (const oldest of models.keys()) {
        if (models.size <= KEPT) return;
        models.delete(oldest);
      }
    },
    modelOf(messages) {
      const last = messages.findLast(({ role }) => role === 'assistant');
      return last && models.get(last.content);
    },
  };
}
