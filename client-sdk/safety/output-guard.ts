// Watches the device's answer as it grows: the policy's rules at every token, before it is shown; the app's function at
// every stretch, beside the stream, and once more at the end.
import { scanOutput, type SafetyHit } from '../../src/safety/safety-rules.ts';
import type { Policy } from '../../src/policy/policy.ts';

/** The app is asked again when the answer has grown by so many characters, one question at a time. */
const STRETCH = 160;

export interface OutputGuard {
  /** Takes what the device says next; returns how much of all it said may be shown, in characters. */
  push(text: string): number;
  /** The answer is whole: resolves when everything in it was looked at. */
  finish(): Promise<void>;
  /** What spoke against the answer. From then on nothing of it may be shown. */
  hit(): SafetyHit | undefined;
  /** Whether all that could be shown has been looked at by the app too. */
  isChecked(): boolean;
}

export interface OutputGuardInput {
  readonly policy: Policy;
  /** The app's function on the text so far; undefined where the app has none. Never rejects. */
  readonly askApp: ((text: string, isComplete: boolean) => Promise<SafetyHit | undefined>) | undefined;
  /** Called once, as soon as something speaks against the answer. */
  readonly onHit: (hit: SafetyHit) => void;
}

export function createOutputGuard({ policy, askApp, onHit }: OutputGuardInput): OutputGuard {
  const scan = scanOutput(policy);
  let text = '';
  let checkedLength = 0;
  let asking: Promise<void> | undefined;
  let isComplete = false;
  let hit: SafetyHit | undefined;

  const report = (found: SafetyHit | undefined) => {
    if (!found || hit) return;
    hit = found;
    onHit(found);
  };

  const ask = async () => {
    const length = text.length;
    report(await askApp?.(text, isComplete));
    checkedLength = length;
    asking = undefined;
  };

  return {
    push(more) {
      text += more;
      scan?.push(more);
      report(scan?.hit());
      if (askApp && !hit && !asking && text.length - checkedLength >= STRETCH) asking = ask();
      return hit ? 0 : (scan?.clearedLength() ?? text.length);
    },
    async finish() {
      scan?.end();
      report(scan?.hit());
      await asking;
      isComplete = true;
      if (askApp && !hit) await ask();
    },
    hit: () => hit,
    isChecked: () => hit === undefined && (!askApp || checkedLength === text.length),
  };
}
