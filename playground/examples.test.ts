import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createModelHost } from '../client-sdk/device/worker/model-host.ts';
import { askQuestion } from '../models/phi-3-nano/exam/ask-question.ts';
import { revisionOf } from '../scripts/nano/record-traces.ts';
import { inProject } from '../scripts/project-paths.ts';
import { parseCalibration } from '../src/calibration/parse-calibration.ts';
import { createAssessor } from '../src/confidence/assess-answer.ts';
import { loadDefaultPolicy } from '../src/policy/load-default-policy.ts';
import { loadNanoModel, loadNanoTokenizer } from '../test/support/nano-model.ts';
import { NANO_EXAMPLES } from './examples.ts';

const folder = inProject('models/phi-3-nano');
const calibration = parseCalibration(JSON.parse(readFileSync(`${folder}/calibration.json`, 'utf8')));
if (!calibration.ok) throw new Error(calibration.error);
const assessor = createAssessor(calibration.value, { model: 'phi-3-nano', revision: revisionOf(folder), dtype: 'q4', deviceClass: 'desktop-wasm' });
const host = createModelHost(await loadNanoModel(), await loadNanoTokenizer(), 1024);
const { minimumConfidence } = loadDefaultPolicy().accept;

async function ask(prompt: string) {
  const assessment = assessor.start();
  const { text, isCut } = await askQuestion(host, prompt, (signal) => assessment.add(signal, false));
  return { text, confidence: assessment.confidence(isCut)?.value ?? Number.NaN };
}

/** New weights or a new calibration may turn an example into its opposite: then it needs another question. */
describe('what the page says of an example is what the shipped model does', () => {
  it.each(NANO_EXAMPLES)('$name: $prompt', async ({ prompt, shows, expected, privacy }) => {
    expect(assessor.uncalibratedBecause).toBeUndefined();
    const { confidence } = await ask(prompt);
    expect(confidence >= minimumConfidence).toBe(expected === 'device' && privacy === undefined);
    const percent = Math.round(100 * confidence);
    expect(Number(/^(\d+)% sure/.exec(shows)?.[1] ?? percent)).toBe(percent);
  });

  it('is right where it says so, and wrong where it says that', async () => {
    expect((await ask('What is the capital of Belarus?')).text).toContain('Minsk');
    expect((await ask('What is x if x + 7 = 20?')).text).not.toContain('13');
  });
});
