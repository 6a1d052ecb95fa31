// What surrounds a query on the command line: what the app says of it, which device it is asked on, which hosted models
// are there. The same options for every command that decides a query.
import { Option, type Command } from 'commander';
import { rateFromPrior } from '../../src/budget/rate-model.ts';
import { withDefaultBudget } from '../../src/budget/deadline.ts';
import { DEVICE_MODELS, findDeviceModel } from '../../src/catalog/device-models.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import type { QueryDescription } from '../../src/query/query-description.ts';
import { INFERENCE_MODES, PRIVACY_CLASSES, type InferenceMode, type PrivacyClass } from '../../src/query/query.ts';
import type { DeviceStatus, RouteContext } from '../../src/route/route-context.ts';
import { misuse } from '../output/command-failure.ts';
import { amount, count, positive, share } from './read-number.ts';

export interface QueryOptions {
  readonly mode: InferenceMode;
  readonly privacy: PrivacyClass;
  readonly canRedact: boolean;
  readonly firstTokenMs?: number;
  readonly totalMs?: number;
  readonly costMicroUsd?: number;
  readonly maxTokens?: number;
  readonly model: string;
  readonly device: DeviceStatus;
  readonly prefillRate?: number;
  readonly decodeRate?: number;
  readonly battery?: number;
  readonly offline: boolean;
  readonly hosted?: string;
}

export function addQueryOptions(command: Command): Command {
  return command
    .addOption(new Option('--mode <mode>', 'where the app wants the answer to come from').choices(INFERENCE_MODES).default('prefer_on_device'))
    .addOption(new Option('--privacy <class>', 'what may leave the device').choices(PRIVACY_CLASSES).default('any'))
    .option('--can-redact', 'the app supplies a redaction', false)
    .option('--first-token-ms <ms>', 'the app’s budget until the first token', amount)
    .option('--total-ms <ms>', 'the app’s budget until the last token', amount)
    .option('--cost-micro-usd <n>', 'the app’s budget for hosted models', amount)
    .option('--max-tokens <n>', 'the longest answer the app takes', count)
    .addOption(new Option('--model <id>', 'the model on the device').choices(DEVICE_MODELS.map(({ id }) => id)).default('phi-3-mini-4k'))
    .addOption(new Option('--device <status>', 'what the device can do').choices(['ready', 'not_ready', 'unsupported', 'failed']).default('ready'))
    .option('--prefill-rate <n>', 'tokens of a prompt it reads a second; the catalog’s prior if not given', positive)
    .option('--decode-rate <n>', 'tokens of an answer it writes a second; the catalog’s prior if not given', positive)
    .option('--battery <share>', 'its battery, 0 to 1', share)
    .option('--offline', 'it has no connection', false)
    .option('--hosted <ids>', 'hosted models whose provider is configured, by id or provider, with commas; all of the ladder if not given');
}

/** Everything the start decision reads. */
export function routeContext(policy: Policy, description: QueryDescription, options: QueryOptions): RouteContext {
  const model = findDeviceModel(options.model);
  if (model === undefined) throw misuse(`The catalog has no model "${options.model}" for a device.`);
  const { firstTokenMs, totalMs, costMicroUsd } = options;
  return {
    policy,
    description,
    mode: options.mode,
    privacy: options.privacy,
    canRedact: options.canRedact,
    budget: withDefaultBudget({ firstTokenMs, totalMs, costMicroUsd }, policy.budget),
    maxTokens: options.maxTokens,
    device: {
      status: options.device,
      model: model.id,
      prefillRate: rate(options.prefillRate, model.prefillPrior),
      decodeRate: rate(options.decodeRate, model.decodePrior),
      batteryLevel: options.battery,
      isOnline: !options.offline,
    },
    hostedModels: configuredModels(policy, options.hosted),
  };
}

/** A rate that was measured is off by little; one of the catalog by as much as it says. */
function rate(measured: number | undefined, prior: { readonly tokensPerSecond: number; readonly factor: number }) {
  return measured === undefined ? rateFromPrior(prior.tokensPerSecond, prior.factor) : rateFromPrior(measured, 1.2);
}

function configuredModels(policy: Policy, wanted: string | undefined): readonly HostedModel[] {
  const { models } = policy.hosted;
  if (wanted === undefined) return models;
  const names = wanted.split(',').map((name) => name.trim());
  const matches = (id: string, name: string) => id === name || id.startsWith(`${name}/`);
  const unknown = names.find((name) => name !== '' && !models.some(({ id }) => matches(id, name)));
  if (unknown !== undefined) throw misuse(`--hosted: the policy lists no model or provider "${unknown}". It lists ${models.map(({ id }) => id).join(', ') || 'none'}.`);
  return models.filter(({ id }) => names.some((name) => matches(id, name)));
}
