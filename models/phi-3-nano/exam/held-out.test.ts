import { describe, expect, it } from 'vitest';
import type { ArgumentKey } from './exam-task.ts';
import { isHeldOut } from './held-out.ts';

/** Computed with Python: hashlib.md5(repr(key).encode()).digest()[0] % 10 == 0. */
const pythonVerdicts: readonly (readonly [key: ArgumentKey, isHeldOut: boolean])[] = [
  [['add', 12, 34], false],
  [['add', 29, 30], true],
  [['add', 91, 20], false],
  [['add', 504, 845], true],
  [['add', 920, 690], false],
  [['sub', 2, 1], true],
  [['sub', 40, 54], true],
  [['sub', 66, 50], false],
  [['mul', 46, 80], true],
  [['mul', 47, 83], false],
  [['mul', 96, 92], false],
  [['cmp', 512, 77], true],
  [['cmp', 61, 11], true],
  [['cmp', 44, 8], false],
  [['sort', [0, 2, 0]], true],
  [['sort', [4, 25, 52, 37]], true],
  [['sort', [0, 5, 5, 5, 2]], true],
  [['sort', [3, 1, 2]], false],
  [['sort', [45, 12, 78, 3]], false],
  [['sort', [78, 33, 19, 88]], false],
  [['sort', [6, 6, 7, 8, 6]], false],
  [['sort', [5]], false],
  [['unit', 'km', 3], true],
  [['unit', 'feet', 4], true],
  [['unit', 'km', 2], false],
  [['unit', 'dozen', 12], false],
  [['seq', 7, 9], true],
  [['seq', 1, 1], false],
  [['seq', 18, 7], false],
  [['par', 533], true],
  [['par', 17], false],
  [['par', 310], false],
];

describe('isHeldOut', () => {
  it.each(pythonVerdicts)('agrees with the split made in Python on %j', (key, verdict) => {
    expect(isHeldOut(key)).toBe(verdict);
  });

  it('holds out as many arguments of whole spaces as Python does', () => {
    const parities = Array.from({ length: 1000 }, (_, number) => isHeldOut(['par', number]));
    expect(parities.filter(Boolean)).toHaveLength(100);
  });

  it('refuses keys whose spelling in Python it does not know', () => {
    expect(() => isHeldOut(['par', 0.5])).toThrow(RangeError);
    expect(() => isHeldOut(['unit', "it's", 2])).toThrow(RangeError);
  });
});
