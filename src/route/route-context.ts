// What a decision is made from, beside the query itself: the state of the device and the hosted models at hand. Plain data.
import type { GainEstimate } from '../gain/gain-estimate.ts';
import type { Reason } from './reason.ts';
import type { RateModel } from '../budget/rate-model.ts';
import type { HostedModel, Policy } from '../policy/policy.ts';
import type { QueryDescription } from '../query/query-description.ts';
import type { Budget, InferenceMode, PrivacyClass } from '../query/query.ts';

/**
 * `ready` can answer now; `not_ready` could after prepare(); `unsupported` never; `failed` broke in this session;
 * `unloaded` gave its memory back and comes back with the next question; `reloading` is coming back.
 */
export type DeviceStatus = 'ready' | 'not_ready' | 'unsupported' | 'failed' | 'unloaded' | 'reloading';

export interface DeviceState {
  readonly status: DeviceStatus;
  /** Id in src/catalog/device-models.ts. */
  readonly model: string;
  readonly prefillRate: RateModel;
  readonly decodeRate: RateModel;
  /** 0 to 1; undefined where the browser doesn't tell, or while charging. */
  readonly batteryLevel?: number | undefined;
  readonly isOnline: boolean;
  /** While `reloading`: milliseconds until it is expected to be ready. */
  readonly readyInMs?: number | undefined;
}

/** Everything the start decision reads. */
export interface RouteContext {
  readonly policy: Policy;
  readonly description: QueryDescription;
  /** What the policy's gain model says of the question; undefined without one, and for another device model than its own. */
  readonly estimate?: GainEstimate | undefined;
  readonly mode: InferenceMode;
  readonly privacy: PrivacyClass;
  /** True when the app supplies a redaction, so that `redacted` text may go up. */
  readonly canRedact: boolean;
  /** What is left, the policy's defaults already filled in. */
  readonly budget: Budget;
  readonly maxTokens?: number | undefined;
  /** Estimated tokens of what the device would read, where that is less than the whole prompt: older turns were dropped. */
  readonly devicePromptTokens?: number | undefined;
  readonly device: DeviceState;
  /** The policy's ladder less the models whose provider isn't configured. */
  readonly hostedModels: readonly HostedModel[];
  /** Why the list is empty when it isn't that none is configured: the router was never reached. */
  readonly hostedProblem?: Reason | undefined;
}
