import { expect, it } from 'vitest';
import { loadDefaultPolicy } from './load-default-policy.ts';
import { parsePolicy } from './parse-policy.ts';

const builtIn = loadDefaultPolicy();
const NO_FIELD = 'is not a field here: look at its spelling and its place';

it.each([
  [{ shareHosted: 0.3, confidence: 0.9 }, 'accept.promise.confidence', NO_FIELD],
  [{ wrongKept: 0.05, shareHosted: 0.3 }, 'accept.promise.shareHosted', NO_FIELD],
  [{ wrongkept: 0.05 }, 'accept.promise.wrongkept', NO_FIELD],
  [{ shareHosted: 3 }, 'accept.promise.shareHosted', 'must be at most 1, not 3'],
  [{ confidence: 0.9 }, 'accept.promise.wrongKept', 'is missing'],
  [{}, 'accept.promise.wrongKept', 'is missing'],
])('of the promise %j it says what is wrong with it, not what another promise would have', (promise, path, message) => {
  const parsed = parsePolicy({ ...builtIn, accept: { ...builtIn.accept, promise } });
  expect(parsed).toMatchObject({ ok: false, error: [{ path, message }] });
});
