// The hosted models: who is there when one fails, and what is known of them.
import { HOSTED_SCORES } from '../../catalog/hosted-scores.ts';
import { HOSTED_DEFAULTS } from '../default-limits.ts';
import type { HostedModel, Policy } from '../policy.ts';
import { error, warning, type PolicyFinding } from './finding.ts';

export function lintLadder(policy: Policy): readonly PolicyFinding[] {
  return [...lintFallbacks(policy), ...policy.hosted.models.flatMap((model, index) => lintModel(model, `hosted.models.${index}`)), ...lintAdequacy(policy)];
}

function lintFallbacks({ hosted }: Policy): readonly PolicyFinding[] {
  const [only, second] = hosted.models;
  if (only === undefined) {
    return [warning('hosted.models', 'No hosted model is listed: what the device can’t answer stays unanswered.', 'List one: { id: openai/gpt-4o-mini, … }.')];
  }
  if (second === undefined) {
    return [warning('hosted.models', `Nobody answers when ${only.id} fails: it is the only hosted model.`, 'List a second one, of another provider if you can.')];
  }
  if ((hosted.maximumFallbacks ?? HOSTED_DEFAULTS.maximumFallbacks) === 0) {
    return [warning('hosted.maximumFallbacks', 'At 0 nobody answers when the model chosen first fails, although others are listed.', 'Set it to 1 or more.')];
  }
  return [];
}

function lintModel(model: HostedModel, path: string): readonly PolicyFinding[] {
  const entries = Object.keys(HOSTED_SCORES);
  if (model.catalog !== undefined && !entries.includes(model.catalog)) {
    return [error(`${path}.catalog`, `The catalog has no "${model.catalog}", so nothing published is used for ${model.id}.`, `Name one of ${entries.join(', ')}, or give \`quality\` instead.`)];
  }
  if (model.quality?.overall !== undefined || entries.includes(model.catalog ?? model.id)) return [];
  if (Object.values(model.quality ?? {}).some((share) => share !== undefined)) return [];
  return [warning(path, `Nothing is known of how good ${model.id} is: no query is handed up to it for an expected gain, and it is never adequate.`, 'Give `quality: { overall: … }`, or name its entry in the catalog.')];
}

function lintAdequacy({ hosted }: Policy): readonly PolicyFinding[] {
  const best = hosted.models.map((model) => Math.max(0, ...Object.values(model.quality ?? {}).map((share) => share ?? 0), ...publishedScores(model)));
  if (best.length === 0 || best.some((quality) => quality >= hosted.adequateQuality)) return [];
  return [warning('hosted.adequateQuality', `No model reaches ${hosted.adequateQuality}, so for an easy query quality counts as much as for a hard one.`, `Lower it below ${Math.max(...best)}, or list a better model.`)];
}

const publishedScores = (model: HostedModel) => (HOSTED_SCORES[model.catalog ?? model.id] ?? []).map(({ score }) => score);
