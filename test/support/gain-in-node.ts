// What Node decides with the shipped gain model, for the router in workerd to be compared with.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import { decodeGainArtefact } from '../../src/gain/gain-artefact.ts';
import { createGainModel } from '../../src/gain/gain-model.ts';
import { estimateGain } from '../../src/gain/estimate-gain.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import { startRoute } from '../../src/route/start-route.ts';
import { usualDevice } from '../../src/route/usual-device.ts';
import { inProject } from '../../scripts/project-paths.ts';
import type { GainInNode } from '../workerd/support/gain-in-node.ts';

/** Easy and hard, familiar and not: what they come to is nobody's choice. */
const QUESTIONS = [
  'What is the capital of France?',
  'Which of the following best describes the structure that collects urine in the body?\nA. Bladder\nB. Kidney\nC. Ureter\nD. Urethra',
  'Let p be a prime and G a group of order p^3. Show that the center of G is not trivial, and find the number of its conjugacy classes.',
  'Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May. How many clips did she sell altogether?',
  'Write a function in Python that returns the longest common subsequence of two strings.',
  'Zxqv blorptang wuzzle frimbly gnortoplex vashti?',
  'Wie heißt die Hauptstadt von Österreich?',
];

/** `gainInNode().cases[0]` → { question: 'What is the capital of France?', estimate: { gain: …, … }, start: { route: … } } */
export function gainInNode(): GainInNode {
  const file = readFileSync(inProject('models/gain/phi-3-mini.gain'));
  const sha256 = createHash('sha256').update(file).digest('hex');
  const model = createGainModel(decodeGainArtefact(new Uint8Array(file)));
  const builtIn = loadDefaultPolicy();
  const policy: Policy = { ...builtIn, name: 'fitted', start: { ...builtIn.start, gainModel: { sha256 } } };
  const hostedModels = policy.hosted.models.filter(({ id }) => id.startsWith('openai/'));
  const device = usualDevice(findDeviceModel('phi-3-mini-4k')!);
  const cases = QUESTIONS.map((question) => {
    const messages = [{ role: 'user' as const, content: question }];
    const description = describeQuery({ messages, context: [] });
    const estimate = estimateGain(model, { policy, messages, description, deviceModel: device.model })!;
    const start = startRoute({ policy, description, estimate, mode: 'prefer_on_device', privacy: 'any', canRedact: false, budget: policy.budget, device, hostedModels });
    return { question, estimate, start };
  });
  return { policy, sha256, bytes: file.toString('base64'), cases };
}
