// What the golden scenarios don't show: a device that is coming back, and a conversation whose older turns were dropped.
import { expect, it } from 'vitest';
import { rateFromPrior } from '../budget/rate-model.ts';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import { describeQuery } from '../query/describe-query.ts';
import type { DeviceState, RouteContext } from './route-context.ts';
import { startRoute } from './start-route.ts';

const policy = loadDefaultPolicy();

function context(device: Partial<DeviceState>, parts: Partial<RouteContext> = {}): RouteContext {
  return {
    policy,
    description: describeQuery({ messages: [{ role: 'user', content: 'Is this review positive or negative? The soup was great.' }], context: [] }),
    mode: 'prefer_on_device',
    privacy: 'any',
    canRedact: false,
    budget: {},
    device: { status: 'ready', model: 'phi-3-nano', prefillRate: rateFromPrior(1000, 1), decodeRate: rateFromPrior(100, 1), isOnline: true, ...device },
    hostedModels: policy.hosted.models.filter(({ id }) => id === 'openai/gpt-4o-mini'),
    ...parts,
  };
}

it('waits for a device that is back before a hosted model would begin', () => {
  const [hosted] = policy.hosted.models.filter(({ id }) => id === 'openai/gpt-4o-mini');
  const soon = (hosted?.firstTokenMs ?? 0) / 2;
  expect(startRoute(context({ status: 'reloading', readyInMs: soon }))).toMatchObject({ route: 'device', reason: 'device_first' });
  expect(startRoute(context({ status: 'reloading', readyInMs: 60_000 }))).toMatchObject({ route: 'hosted', reason: 'device_not_ready' });
});

it('waits however long where the text may not leave, and says nothing of a wait for one that is ready', () => {
  const returning = context({ status: 'reloading', readyInMs: 60_000 }, { privacy: 'device-only' });
  const decision = startRoute(returning);
  expect(decision).toMatchObject({ route: 'device', reason: 'privacy_device_only' });
  expect(decision.forecast.deviceFirstTokenMs).toBeGreaterThan(60_000);
  expect(startRoute(context({})).forecast.deviceFirstTokenMs).toBeLessThan(1000);
});

it('asks nothing of a device that was unloaded and wasn’t woken', () => {
  expect(startRoute(context({ status: 'unloaded' }))).toMatchObject({ route: 'hosted', reason: 'device_not_ready' });
});

it('counts what the device would read, where older turns were dropped', () => {
  const description = { ...context({}).description, promptTokens: 5000 };
  expect(startRoute(context({}, { description }))).toMatchObject({ route: 'hosted', reason: 'context_too_long' });
  const trimmed = startRoute(context({}, { description, devicePromptTokens: 300 }));
  expect(trimmed).toMatchObject({ route: 'device', reason: 'device_first' });
  expect(trimmed.forecast.deviceFirstTokenMs).toBeLessThan(1000);
});

it('goes by a fitted gain before published scores, and hands up what it has never seen where the policy says so', () => {
  const estimate = { gain: 0.5, deviceRight: 0.4, hostedRight: 0.9, familiarity: 1, isFamiliar: true };
  expect(startRoute(context({}, { estimate }))).toMatchObject({ route: 'hosted', reason: 'expected_gain', forecast: { expectedGain: 0.5, deviceQuality: 0.4 } });
  expect(startRoute(context({}, { estimate: { ...estimate, gain: -0.1 } }))).toMatchObject({ route: 'device', reason: 'hosted_not_better' });
  const unlike = { ...estimate, gain: 0.01, familiarity: 0.2, isFamiliar: false };
  const saying = (whenUnfamiliar: 'prior' | 'hosted') => ({ ...policy, start: { ...policy.start, gainModel: { sha256: '0'.repeat(64), whenUnfamiliar } } });
  expect(startRoute(context({}, { estimate: unlike, policy: saying('prior') })).route).toBe('device');
  expect(startRoute(context({}, { estimate: unlike, policy: saying('hosted') }))).toMatchObject({ route: 'hosted', reason: 'unfamiliar' });
});
