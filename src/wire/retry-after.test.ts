import { expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

/** The example of RFC 9110, 5.6.7. */
const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';
const AT_DATE = 784_111_777_000;

it.each([
  [{ 'retry-after-ms': '1500' }, 1500],
  [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
  [{ 'retry-after-ms': 'soon', 'retry-after': '9' }, 9000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': ' 1.5 ' }, 1500],
  [{ 'retry-after': DATE }, 4000],
  [{ 'retry-after': 'Sun, 06 Nov 1994 08:49:00 GMT' }, 0],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': 'Infinity' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{ 'retry-after': 'later' }, undefined],
  [{}, undefined],
])('%j asks to wait %s ms', (headers, expected) => {
  expect(retryAfterMs(new Headers(headers as Record<string, string>), AT_DATE - 4000)).toBe(expected);
});
