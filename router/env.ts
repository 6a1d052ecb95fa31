// What Cloudflare hands to the Worker, and what one request carries from its admission to its endpoint.
import type { Client } from './middleware/authenticate.ts';
import type { Setting } from './setting.ts';

/** Settings and bindings. Every one is optional; GET /healthz names what is off. */
export interface Bindings {
  /** Base URL of an API like OpenAI's, ending in /v1. Default with a key: OpenAI's own. */
  readonly PROVIDER_URL?: Setting;
  /** Secret. Absent for servers that want none (vLLM, Ollama). */
  readonly PROVIDER_KEY?: Setting;
  /** The `<provider>` part of the model names it serves. Default: `openai`. */
  readonly PROVIDER_NAME?: Setting;
  /** Secret. Keys that callers may present, separated by commas. */
  readonly PHIRST_KEYS?: Setting;
  /** Origins whose pages may call without a key, separated by commas: `https://app.example,https://example.com`. */
  readonly PHIRST_ALLOWED_ORIGINS?: Setting;
  /** POSTs one client may make in a minute. Default: 60, which the Rate Limiting binding counts as well. */
  readonly PHIRST_REQUESTS_PER_MINUTE?: Setting;
  /** Secret. The operator's key to /admin/*. */
  readonly PHIRST_ADMIN_KEY?: Setting;
  /** "1" on the developer's own machine, where `npm start` sets it: callers from this machine need no key then. */
  readonly PHIRST_LOCAL?: Setting;
  /** Stand-in hosted models; bound in development alone. */
  readonly REFERENCE_HOST?: Pick<Fetcher, 'fetch'> | undefined;
  readonly RATE_LIMITER?: RateLimit | undefined;
  /** Takes the outcome of every request; without it they are not kept. */
  readonly EVENTS?: Queue | undefined;
}

export interface Variables {
  /** Who calls, once admitted. */
  client: Client;
}

/** The `Env` of the Hono app. */
export interface RouterEnv {
  Bindings: Bindings;
  Variables: Variables;
}
