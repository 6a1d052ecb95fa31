// GET /healthz: does the Worker run, and which parts are configured. Names only, never values.
import type { Context } from 'hono';
import { configurationOf, hasDailyCap } from '../configuration.ts';
import type { Bindings, RouterEnv } from '../env.ts';
import { deploymentFault } from '../middleware/require-safe-deployment.ts';

/** Open to everybody, so that a monitor needs no key. 503 when a setting is faulty or says too little. */
export function health(c: Context<RouterEnv>): Response {
  const configuration = configurationOf(c.env);
  const fault = deploymentFault(configuration, { isLoopback: configuration.isLocal });
  // Of the page this router serves itself, which has nobody to tell it how the router is set up.
  const { sessions, allowedOrigins } = configuration;
  const ownPageNeedsSession = sessions !== undefined && allowedOrigins.has(new URL(c.req.url).origin);
  c.header('cache-control', 'no-store');
  if (fault !== undefined) return c.json({ ok: false, ...partsOf(c.env), fault }, 503);
  return c.json({ ok: true, ...partsOf(c.env), ownPageNeedsSession });
}

/** `partsOf({ PROVIDER_KEY: 'sk-…' })` → { configured: ['provider'], off: ['reference_host', 'keys', …] } */
export function partsOf(env: Bindings): { configured: string[]; off: string[] } {
  const { provider, keys, allowedOrigins, sessions, caps } = configurationOf(env);
  const parts = {
    provider: provider !== undefined,
    reference_host: env.REFERENCE_HOST !== undefined,
    keys: keys.length > 0,
    allowed_origins: allowedOrigins.size > 0,
    rate_limiter: env.RATE_LIMITER !== undefined,
    operator_key: keys.some(({ role }) => role === 'operator'),
    spend_book: env.SPEND !== undefined,
    sessions: sessions !== undefined,
    turnstile: sessions?.turnstileSecret !== undefined,
    daily_caps: hasDailyCap(caps),
    events: env.EVENTS !== undefined,
    event_log: env.EVENT_LOG !== undefined,
    deployments: env.DEPLOYMENTS !== undefined,
    policies: env.POLICIES !== undefined,
    experiments: env.EXPERIMENTS !== undefined,
    traffic: env.TRAFFIC !== undefined,
  };
  const names = Object.entries(parts);
  return {
    configured: names.filter(([, isOn]) => isOn).map(([name]) => name),
    off: names.filter(([, isOn]) => !isOn).map(([name]) => name),
  };
}
