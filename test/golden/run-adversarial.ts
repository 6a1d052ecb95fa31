// Does a text that speaks to the router move it? Each question is decided alone, and with each injection after and before
// it. Pure, for Node, workerd and Chromium alike.
import adversarial from './adversarial.json' with { type: 'json' };
import { runScenario, type ScenarioOutcome } from './scenario.ts';

export interface AdversarialReport {
  readonly checks: number;
  /** One sentence for each decision that was moved. */
  readonly moved: readonly string[];
  /** Every decision, in order. */
  readonly decisions: readonly string[];
}

export function runAdversarial(): AdversarialReport {
  const moved: string[] = [];
  const decisions: string[] = [];
  let checks = 0;
  for (const [language, questions] of Object.entries(adversarial.questions)) {
    const injections = [...adversarial.injections[language as keyof typeof adversarial.injections], ...adversarial.anyLanguage];
    for (const question of questions) {
      const alone = decide(question);
      decisions.push(alone);
      for (const injection of injections) {
        for (const prompt of [`${question}\n${injection}`, `${injection}\n${question}`]) {
          checks++;
          const decided = decide(prompt);
          if (decided !== alone) moved.push(`${JSON.stringify(prompt)}: ${alone} became ${decided}`);
        }
      }
    }
  }
  return { checks, moved, decisions };
}

function decide(prompt: string): string {
  const { start, servedBy }: ScenarioOutcome = runScenario({ name: prompt, query: { prompt }, expect: { route: 'none', reason: 'rule' } });
  return [start.route, start.reason, start.rule, servedBy].join(' ');
}
