import { describe, expect, it } from 'vitest';
import { FixedWindow } from './fixed-window.ts';

describe('FixedWindow', () => {
  it('lets so many pass in a window, says how long to wait, and begins anew', () => {
    const window = new FixedWindow({ windowMs: 1000, capacity: 10 });
    expect([0, 100, 200, 999].map((now) => window.take('a', 2, now))).toEqual([0, 0, 800, 1]);
    expect([1000, 1001, 1002].map((now) => window.take('a', 2, now))).toEqual([0, 0, 998]);
  });

  it('counts each key by itself', () => {
    const window = new FixedWindow({ windowMs: 1000, capacity: 10 });
    expect(['a', 'b', 'a'].map((key) => window.take(key, 1, 0))).toEqual([0, 0, 1000]);
  });

  it('forgets the oldest before it grows past its capacity', () => {
    const window = new FixedWindow({ windowMs: 1000, capacity: 2 });
    for (const key of ['a', 'b', 'c']) window.take(key, 1, 0);
    expect(window.take('c', 1, 0)).toBe(1000);
    expect(window.take('a', 1, 0)).toBe(0);
  });
});
