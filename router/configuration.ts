// The environment's settings, read and checked once per isolate instead of with every request.
import { err, type Result } from '../src/result.ts';
import { parseAllowedOrigins } from './allowed-origins.ts';
import type { Bindings } from './env.ts';
import { DEFAULT_EVENT_DAYS } from './events/event-times.ts';
import { parseCallerKeys, type CallerKey } from './middleware/caller-keys.ts';
import { countSetting, dollarSetting } from './setting-number.ts';
import { listSetting, textSetting } from './setting.ts';
import type { SpendCaps } from './spend/caps.ts';

/** An API like OpenAI's that PROVIDER_* describe. */
export interface ProviderSettings {
  readonly name: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly key: string | undefined;
}

export interface SessionSettings {
  /** The first signs; all of them are accepted. */
  readonly secrets: readonly string[];
  /** The longest that a token is valid. */
  readonly seconds: number;
  /** With it a page's mint takes a token of Cloudflare Turnstile. */
  readonly turnstileSecret: string | undefined;
}

export interface Configuration {
  readonly provider: ProviderSettings | undefined;
  readonly keys: readonly CallerKey[];
  readonly allowedOrigins: ReadonlySet<string>;
  readonly requestsPerMinute: number;
  /** Undefined where pages get no session tokens. */
  readonly sessions: SessionSettings | undefined;
  readonly caps: SpendCaps;
  /** How many days events, and what is known of units, are kept. */
  readonly eventDays: number;
  /** This is the developer's machine and nothing that others can reach. */
  readonly isLocal: boolean;
  /** What is wrong with a setting, without its value; the router refuses to work until it is mended. */
  readonly fault: string | undefined;
}

/** The same as the Rate Limiting binding's in wrangler.toml. */
export const DEFAULT_REQUESTS_PER_MINUTE = 60;

/** Ten minutes: long enough for a conversation's next question, short for a token that was copied. */
const DEFAULT_SESSION_SECONDS = 600;
const LONGEST_SESSION_SECONDS = 86_400;
const DEFAULT_SESSION_MICRO_USD = 100_000;
const DEFAULT_ANONYMOUS_SESSION_MICRO_USD = 20_000;
/** HS256 wants a secret as long as its hash. */
const SHORTEST_SECRET = 32;

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

type TextSetting = Exclude<keyof Bindings, 'RATE_LIMITER' | 'REFERENCE_HOST' | 'EVENTS' | 'SPEND' | 'POLICIES' | 'DEPLOYMENTS' | 'EXPERIMENTS' | 'TRAFFIC' | 'EVENT_LOG'>;

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
  const requestsPerMinute = orFault(
    countSetting('PHIRST_REQUESTS_PER_MINUTE', text('PHIRST_REQUESTS_PER_MINUTE'), {
      least: 1,
      most: 1_000_000,
      otherwise: DEFAULT_REQUESTS_PER_MINUTE,
    }),
    DEFAULT_REQUESTS_PER_MINUTE,
  );
  if (text('PHIRST_ADMIN_KEY') !== undefined) {
    faults.push(
      'PHIRST_ADMIN_KEY is no longer a setting: the operator’s key is one of PHIRST_KEYS, kept as a digest like the others. ' +
        '"npm run key -- --role operator --name me --stdin" makes the entry of the key you have. Then delete PHIRST_ADMIN_KEY.',
    );
  }
  const sessions = readSessions(text, orFault);
  const dollars = (name: TextSetting) => orFault(dollarSetting(name, text(name)), undefined);
  const caps: SpendCaps = {
    sessionMicroUsd: dollars('PHIRST_SESSION_CAP_USD') ?? DEFAULT_SESSION_MICRO_USD,
    anonymousSessionMicroUsd: dollars('PHIRST_ANONYMOUS_SESSION_CAP_USD') ?? DEFAULT_ANONYMOUS_SESSION_MICRO_USD,
    originDailyMicroUsd: dollars('PHIRST_ORIGIN_DAILY_CAP_USD'),
    keyDailyMicroUsd: dollars('PHIRST_KEY_DAILY_CAP_USD'),
    dailyMicroUsd: dollars('PHIRST_DAILY_CAP_USD'),
  };
  if (!env.SPEND && (sessions !== undefined || hasDailyCap(caps))) {
    faults.push(
      'Session tokens and spend caps are kept by the Durable Object binding SPEND, and it is not bound. Put the ' +
        'durable_objects and migrations of Phirst’s wrangler.toml back, or remove PHIRST_SESSION_SECRET and the ' +
        'PHIRST_…_CAP_USD settings.',
    );
  }
  const eventDays = orFault(
    countSetting('PHIRST_EVENT_DAYS', text('PHIRST_EVENT_DAYS'), { least: 1, most: 3650, otherwise: DEFAULT_EVENT_DAYS }),
    DEFAULT_EVENT_DAYS,
  );
  const name = text('PROVIDER_NAME') ?? 'openai';
  return {
    provider: url === undefined ? undefined : { name, baseUrl: url.replace(/\/+$/, ''), key },
    keys: orFault(parseCallerKeys(list('PHIRST_KEYS')), []),
    allowedOrigins,
    requestsPerMinute,
    sessions,
    caps,
    eventDays,
    isLocal: text('PHIRST_LOCAL') === '1',
    fault: faults[0],
  };
}

type ReadText = (name: TextSetting) => string | undefined;
type OrFault = <T>(read: Result<T, string>, otherwise: T) => T;

function readSessions(text: ReadText, orFault: OrFault): SessionSettings | undefined {
  const secrets = (['PHIRST_SESSION_SECRET', 'PHIRST_PREVIOUS_SESSION_SECRET'] as const).flatMap((name) => {
    const secret = text(name);
    if (secret === undefined) return [];
    if (secret.length >= SHORTEST_SECRET) return [secret];
    const fault = `${name} is shorter than ${SHORTEST_SECRET} characters. "openssl rand -base64 32" prints one.`;
    return orFault<string[]>(err(fault), []);
  });
  const turnstileSecret = text('PHIRST_TURNSTILE_SECRET');
  const limits = { least: 30, most: LONGEST_SESSION_SECONDS, otherwise: DEFAULT_SESSION_SECONDS };
  const seconds = orFault(countSetting('PHIRST_SESSION_SECONDS', text('PHIRST_SESSION_SECONDS'), limits), DEFAULT_SESSION_SECONDS);
  if (text('PHIRST_SESSION_SECRET') !== undefined) return { secrets, seconds, turnstileSecret };
  if (secrets.length > 0 || turnstileSecret !== undefined) {
    const which = secrets.length > 0 ? 'PHIRST_PREVIOUS_SESSION_SECRET' : 'PHIRST_TURNSTILE_SECRET';
    orFault(err(`${which} is of no use without PHIRST_SESSION_SECRET, which signs session tokens.`), undefined);
  }
  return undefined;
}

/** A cap on what a day may cost, whoever spends it. */
export function hasDailyCap({ originDailyMicroUsd, keyDailyMicroUsd, dailyMicroUsd }: SpendCaps): boolean {
  return [originDailyMicroUsd, keyDailyMicroUsd, dailyMicroUsd].some((cap) => cap !== undefined);
}

function isHttpUrl(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  // `https:example` is a URL too, and `http:/example`; a person who writes them means something else.
  return (protocol === 'https:' || protocol === 'http:') && text.includes('://');
}
