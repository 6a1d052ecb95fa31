// The environment's settings, read and checked once per isolate instead of with every request.
import type { Result } from '../src/result.ts';
import { parseAllowedOrigins } from './allowed-origins.ts';
import type { Bindings } from './env.ts';
import { listSetting, textSetting } from './setting.ts';

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
  readonly adminKey: string | undefined;
  /** This is the developer's machine and nothing that others can reach. */
  readonly isLocal: boolean;
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

type TextSetting = Exclude<keyof Bindings, 'RATE_LIMITER' | 'REFERENCE_HOST' | 'EVENTS'>;

function readConfiguration(env: Bindings): Configuration {
  const faults: string[] = [];
  const orFault = <T>(read: Result<T, string>, otherwise: T): T => {
    if (read.ok) return read.value;
    faults.push(read.error);
    return otherwise;
  };
  const text = (name: TextSetting) => orFault(textSetting(name, env[name]), undefined);
  const list = (name: TextSetting) => orFault(listSetting(name, env[name]), []);

  const allowedOrigins = orFault(parseAllowedOrigins(list('PHIRST_ALLOWED_ORIGINS')), new Set<string>());
  const key = text('PROVIDER_KEY');
  const url = text('PROVIDER_URL') ?? (key === undefined ? undefined : 'https://api.openai.com/v1');
  if (url !== undefined && !isHttpUrl(url)) {
    faults.push(
      'PROVIDER_URL must be a whole URL that begins with http:// or https://, such as https://api.openai.com/v1 or ' +
        'http://localhost:11434/v1',
    );
  }
  const requestsPerMinute = Number(text('PHIRST_REQUESTS_PER_MINUTE') ?? DEFAULT_REQUESTS_PER_MINUTE);
  if (!Number.isInteger(requestsPerMinute) || requestsPerMinute < 1) {
    faults.push('PHIRST_REQUESTS_PER_MINUTE is not a whole number of at least 1.');
  }
  const name = text('PROVIDER_NAME') ?? 'openai';
  return {
    provider: url === undefined ? undefined : { name, baseUrl: url.replace(/\/+$/, ''), key },
    keys: list('PHIRST_KEYS'),
    allowedOrigins,
    requestsPerMinute,
    adminKey: text('PHIRST_ADMIN_KEY'),
    isLocal: text('PHIRST_LOCAL') === '1',
    fault: faults[0],
  };
}

function isHttpUrl(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  // `https:example` is a URL too, and `http:/example`; a person who writes them means something else.
  return (protocol === 'https:' || protocol === 'http:') && text.includes('://');
}
