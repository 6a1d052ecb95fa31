import { expect, it } from 'vitest';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { EdgeClient } from './edge-client.ts';
import { createPolicySource } from './policy-source.ts';

/** An edge whose policy requests are answered in turn. */
function edgeThat(...answers: readonly (() => Promise<Awaited<ReturnType<EdgeClient['fetchPolicy']>>>)[]) {
  const etags: (string | undefined)[] = [];
  const queue = [...answers];
  const edge: EdgeClient = {
    complete: () => {
      throw new Error('not here');
    },
    fetchPolicy(etag) {
      etags.push(etag);
      const next = queue.shift();
      if (!next) throw new Error('asked too often');
      return next();
    },
  };
  return { source: createPolicySource(edge), etags };
}

const named = (name: string) => async () => ({ body: { policy: { ...loadDefaultPolicy(), name }, hostedModelIds: ['reference/small'] }, etag: `"${name}"` });
const unchanged = async () => undefined;
const down = () => Promise.reject(new PhirstError('router_unreachable', 'down'));

it('starts from the built-in policy, and keeps the last good one', async () => {
  const { source, etags } = edgeThat(named('first'), unchanged, down);
  expect(source.current()).toMatchObject({ policy: { name: 'default' }, hostedModelIds: [] });
  await source.refresh();
  await source.refresh();
  await source.refresh();
  expect(source.current()).toMatchObject({ policy: { name: 'first' }, hostedModelIds: ['reference/small'] });
  expect(etags).toEqual([undefined, '"first"', '"first"']);
});

it('asks once for all who wait', async () => {
  const { source, etags } = edgeThat(named('first'));
  const [one, other] = await Promise.all([source.ready(), source.refresh()]);
  expect(one).toBe(other);
  expect(etags).toHaveLength(1);
});

it('tells why the router was never reached, until it is', async () => {
  const { source } = edgeThat(down, named('first'));
  expect((await source.ready()).failure?.code).toBe('router_unreachable');
  expect((await source.ready()).failure).toBeUndefined();
});

it('does not take a broken policy', async () => {
  const { source } = edgeThat(async () => ({ body: { policy: { name: 'half' }, hostedModelIds: [] }, etag: '"half"' }));
  await source.refresh();
  expect(source.current().policy.name).toBe('default');
});
