// What Cloudflare hands to the Worker, and what one request carries from its admission to its endpoint.
import type { Client } from './middleware/authenticate.ts';

/** Settings and bindings. Every one is optional; GET /healthz names what is off. */
export interface Bindings {
  /** Base URL of an API like OpenAI's, ending in /v1. Default with a key: OpenAI's own. */
  readonly PROVIDER_URL?: string | undefined;
  /** Secret. Absent for servers that want none (vLLM, Ollama). */
  readonly PROVIDER_KEY?: string | undefined;
  /** The `<provider>` part of the model names it serves. Default: `openai`. */
  readonly PROVIDER_NAME?: string | undefined;
  /** Secret. Keys that callers may present, separated by commas. */
  readonly PHIRST_KEYS?: string | undefined;
  /** Origins whose pages may call without a key, separated by commas: `https://app.example,https://example.com`. */
  readonly PHIRST_ALLOWED_ORIGINS?: string | undefined;
  /** POSTs one client may make in a minute. Default: 60, which the Rate Limiting binding counts as well. */
  readonly PHIRST_REQUESTS_PER_MINUTE?: string | undefined;
  /** Secret. The operator's key to /admin/*. */
  readonly PHIRST_ADMIN_KEY?: string | undefined;
  /** Stand-in hosted models; bound in development alone. */
  readonly REFERENCE_HOST?: Pick<Fetcher, 'fetch'> | undefined;
  readonly RATE_LIMITER?: RateLimit | undefined;
  /** The site, for paths that are not the router's. */
  readonly ASSETS?: Pick<Fetcher, 'fetch'> | undefined;
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
