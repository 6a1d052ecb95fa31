// Counts per key in windows of fixed length. Bounded: it forgets the oldest windows before it grows past its capacity.

export interface FixedWindowOptions {
  readonly windowMs: number;
  /** The most keys remembered at a time. */
  readonly capacity: number;
}

interface Window {
  readonly endsAt: number;
  count: number;
}

/**
 * @example
 * const window = new FixedWindow({ windowMs: 1000, capacity: 100 });
 * window.take('a', 1, 0); // 0: may pass
 * window.take('a', 1, 400); // 600: wait so many milliseconds
 */
export class FixedWindow {
  readonly #options: FixedWindowOptions;
  /** In the order in which the windows began, which is the order in which they end. */
  readonly #windows = new Map<string, Window>();

  constructor(options: FixedWindowOptions) {
    this.#options = options;
  }

  /** 0 when it may pass, else milliseconds until it may. @param limit how many may pass within one window */
  take(key: string, limit: number, now: number): number {
    const window = this.#windows.get(key);
    if (window && window.endsAt > now) {
      window.count += 1;
      return window.count > limit ? window.endsAt - now : 0;
    }
    this.#windows.delete(key);
    this.#makeRoom(now);
    this.#windows.set(key, { endsAt: now + this.#options.windowMs, count: 1 });
    return 0;
  }

  #makeRoom(now: number): void {
    for (const [key, { endsAt }] of this.#windows) {
      if (endsAt > now && this.#windows.size < this.#options.capacity) return;
      this.#windows.delete(key);
    }
  }
}
