// What answers are said to be worth, against what they cost: a model that never pays.
import { hostedQuality } from '../../catalog/expected-quality.ts';
import { costMicroUsd } from '../../budget/price.ts';
import { TASKS, type QueryDescription } from '../../query/query-description.ts';
import type { HostedModel, Policy } from '../policy.ts';
import { warning, type PolicyFinding } from './finding.ts';

/** A short question and a short answer: what doesn't pay for these pays for nothing longer. */
const SHORT_TOKENS = 100;

/** A model that is better than another and is never asked, since no difference in quality is worth its price. */
export function lintWorth({ worth, hosted }: Policy): readonly PolicyFinding[] {
  if (!worth) return [];
  return hosted.models.flatMap((model, index) => {
    const cheaper = hosted.models.find((other) => other.id !== model.id && providerOf(other) === providerOf(model) && isNeverWorthIt(model, other, worth.rightAnswerMicroUsd));
    if (!cheaper) return [];
    const message = `${model.id} is never worth its price beside ${cheaper.id}: being right ${percent(gainOf(model, cheaper))} more often is worth ${Math.round(worth.rightAnswerMicroUsd * gainOf(model, cheaper))} micro-USD, and ${SHORT_TOKENS} tokens cost ${Math.round(priceOf(model) - priceOf(cheaper))} more.`;
    return [warning(`hosted.models.${index}`, message, 'Raise worth.rightAnswerMicroUsd, or take the model out.')];
  });
}

/** Models of one provider are there at once, or none of them is. */
const providerOf = ({ id }: HostedModel) => id.slice(0, id.indexOf('/'));
const percent = (share: number) => `${Math.round(100 * share)} %`;
const priceOf = (model: HostedModel) => costMicroUsd(model, SHORT_TOKENS, SHORT_TOKENS);

function isNeverWorthIt(model: HostedModel, other: HostedModel, value: number): boolean {
  const gain = gainOf(model, other);
  return gain > 0 && priceOf(model) - priceOf(other) > value * gain;
}

/** How much more often it is right, on the task where that is most; 0 where either is unknown. */
function gainOf(model: HostedModel, other: HostedModel): number {
  return Math.max(0, ...TASKS.map((task) => {
    const description = { ...ORDINARY, task };
    const [own, others] = [model, other].map((each) => hostedQuality(each, description, { judged: undefined, maximumWeight: 1 }));
    return own === undefined || others === undefined ? 0 : own - others;
  }));
}

const ORDINARY: Pick<QueryDescription, 'languageTier' | 'hasCode'> = { languageTier: 'english', hasCode: false };
