// The environment's settings, read and checked once per isolate instead of with every request.
import type { Bindings } from './env.ts';
import { parseAllowedOrigins } from './allowed-origins.ts';
import { splitList } from './split-list.ts';

/** An API like OpenAI's that PROVIDER_* describe. */
export interface ProviderSettings {
  readonly name: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly key: string | undefined;
}

export interface Configuration {
  readonly provider: ProviderSettings | undefined;
  readonly keys: readonly string[];
  readonly allowedOrigins: ReadonlySet<string>;
  readonly requestsPerMinute: number;
  /** What is wrong with a setting, without its value; the router refuses to work until it is mended. */
  readonly fault: string | undefined;
}

/** The same as the Rate Limiting binding's in wrangler.toml. */
export const DEFAULT_REQUESTS_PER_MINUTE = 60;

const cache = new WeakMap<Bindings, Configuration>();

/**
 * Never throws: a fault is a value, so that /healthz can name it.
 *
 * @example configurationOf({ PROVIDER_KEY: 'sk-…' }).provider?.baseUrl // 'https://api.openai.com/v1'
 */
export function configurationOf(env: Bindings): Configuration {
  let configuration = cache.get(env);
  if (!configuration) cache.set(env, (configuration = readConfiguration(env)));
  return configuration;
}

function readConfiguration(env: Bindings): Configuration {
  const url = env.PROVIDER_URL?.trim() || (env.PROVIDER_KEY?.trim() ? 'https://api.openai.com/v1' : undefined);
  const origins = parseAllowedOrigins(env.PHIRST_ALLOWED_ORIGINS);
  const urlFault =
    url === undefined || isHttpUrl(url)
      ? undefined
      : 'PROVIDER_URL is not an http(s) URL. Give the base URL of an API like OpenAI’s: https://api.openai.com/v1';
  const requestsPerMinute = Number(env.PHIRST_REQUESTS_PER_MINUTE?.trim() || DEFAULT_REQUESTS_PER_MINUTE);
  const rateFault =
    Number.isInteger(requestsPerMinute) && requestsPerMinute >= 1
      ? undefined
      : 'PHIRST_REQUESTS_PER_MINUTE is not a whole number of at least 1.';
  return {
    provider: url === undefined ? undefined : {
      name: env.PROVIDER_NAME?.trim() || 'openai',
      baseUrl: url.replace(/\/+$/, ''),
      key: env.PROVIDER_KEY?.trim() || undefined,
    },
    keys: splitList(env.PHIRST_KEYS),
    allowedOrigins: origins.ok ? origins.value : new Set(),
    requestsPerMinute,
    fault: origins.ok ? (urlFault ?? rateFault) : origins.error,
  };
}

function isHttpUrl(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'https:' || protocol === 'http:';
}
