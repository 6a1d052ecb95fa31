// What Cloudflare hands to the Worker, and what one request carries from its admission to its endpoint.
import type { Client } from './middleware/authenticate.ts';
import type { DeploymentBooks } from './deployment/deployment-protocol.ts';
import type { InForce, UnitPolicy } from './deployment/in-force.ts';
import type { ExperimentBooks } from './experiments/experiment-protocol.ts';
import type { Setting } from './setting.ts';
import type { SpendBooks } from './spend/spend-protocol.ts';
import type { TrafficBooks } from './traffic/traffic-protocol.ts';

/** Settings and bindings. Every one is optional; GET /healthz names what is off. */
export interface Bindings {
  /** Base URL of an API like OpenAI's, ending in /v1. Default with a key: OpenAI's own. */
  readonly PROVIDER_URL?: Setting;
  /** Secret. Absent for servers that want none (vLLM, Ollama). */
  readonly PROVIDER_KEY?: Setting;
  /** The `<provider>` part of the model names it serves. Default: `openai`. */
  readonly PROVIDER_NAME?: Setting;
  /** Secret. Who may present a key: entries `name:role:sha256` of `npm run key`, separated by commas. */
  readonly PHIRST_KEYS?: Setting;
  /** Origins whose pages may call without a key, separated by commas: `https://app.example,https://example.com`. */
  readonly PHIRST_ALLOWED_ORIGINS?: Setting;
  /** POSTs one client may make in a minute. Default: 60, which the Rate Limiting binding counts as well. */
  readonly PHIRST_REQUESTS_PER_MINUTE?: Setting;
  /** No longer read: a deployment that still has it is told what to do. */
  readonly PHIRST_ADMIN_KEY?: Setting;
  /** Secret of at least 32 characters. Signs session tokens; with it, pages of allowed origins ask with one or not at all. */
  readonly PHIRST_SESSION_SECRET?: Setting;
  /** Secret. The one before, still accepted while its last tokens run out. */
  readonly PHIRST_PREVIOUS_SESSION_SECRET?: Setting;
  /** How long a session token is valid at most. Default: 600. */
  readonly PHIRST_SESSION_SECONDS?: Setting;
  /** Secret of Cloudflare Turnstile. With it a page's mint must carry a Turnstile token. */
  readonly PHIRST_TURNSTILE_SECRET?: Setting;
  /** The most a session may spend, in US dollars. Default: 0.1. */
  readonly PHIRST_SESSION_CAP_USD?: Setting;
  /** The same for sessions that a page minted without Turnstile. Default: 0.02. */
  readonly PHIRST_ANONYMOUS_SESSION_CAP_USD?: Setting;
  /** The most that all pages of one origin may spend in a day of UTC, in US dollars. */
  readonly PHIRST_ORIGIN_DAILY_CAP_USD?: Setting;
  /** The most that one key, with the sessions it minted, may spend in a day, in US dollars. */
  readonly PHIRST_KEY_DAILY_CAP_USD?: Setting;
  /** The most that everybody together may spend in a day, in US dollars. */
  readonly PHIRST_DAILY_CAP_USD?: Setting;
  /** "1" on the developer's own machine, where `npm start` sets it: callers from this machine need no key then. */
  readonly PHIRST_LOCAL?: Setting;
  /** Stand-in hosted models; bound in development alone. */
  readonly REFERENCE_HOST?: Pick<Fetcher, 'fetch'> | undefined;
  readonly RATE_LIMITER?: RateLimit | undefined;
  /** The Durable Object that keeps session and daily caps. */
  readonly SPEND?: SpendBooks | undefined;
  /** Takes the events of every request; without it they are not kept. */
  readonly EVENTS?: Queue | undefined;
  /** Policies under their hash: immutable, so that a slow store does no harm. */
  readonly POLICIES?: KVNamespace | undefined;
  /** The Durable Object that says what is in force: the only writer. */
  readonly DEPLOYMENTS?: DeploymentBooks | undefined;
  /** One Durable Object for each experiment, rollout and watched policy. */
  readonly EXPERIMENTS?: ExperimentBooks | undefined;
  /** The Durable Object that sums up traffic by the hour. */
  readonly TRAFFIC?: TrafficBooks | undefined;
  /** The site's files, as they are served: gain models are read from it. */
  readonly ASSETS?: Pick<Fetcher, 'fetch'> | undefined;
  /** Events as NDJSON, for replay. */
  readonly EVENT_LOG?: R2Bucket | undefined;
  /** Told of every rollback and pause, as JSON. */
  readonly PHIRST_WEBHOOK_URL?: Setting;
  /** How long events are kept. Default: 90. */
  readonly PHIRST_EVENT_DAYS?: Setting;
}

export interface Variables {
  /** Who calls, once admitted. */
  client: Client;
  /** What is in force; under /v1. */
  inForce: InForce;
  /** The policy of the caller's unit, and the variant; under /v1. */
  held: UnitPolicy;
  /** Whom policies and experiments treat alike; undefined for nobody in particular. */
  unit: string | undefined;
}

/** The `Env` of the Hono app. */
export interface RouterEnv {
  Bindings: Bindings;
  Variables: Variables;
}
