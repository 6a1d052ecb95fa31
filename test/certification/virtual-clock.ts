// A clock that only moves when nothing else can: minutes of waiting pass in microseconds, and every run takes the same time.
import FakeTimers from '@sinonjs/fake-timers';

const realSetImmediate = setImmediate;
/** Turns of the event loop in which promises, streams and cached imports settle. */
const TURNS = 12;
/** Without a timer left nothing can happen any more; a slow import gets this many chances. */
const IDLE_ROUNDS = 40;

export interface VirtualClock {
  /** Milliseconds since the start. */
  now(): number;
  /** Lets everything happen until the work is done or `limitMs` have passed; undefined then. */
  run<Value>(work: Promise<Value>, limitMs: number): Promise<Value | undefined>;
  /** Lets what was started come to rest, without moving on further than `forMs`. */
  drain(forMs: number): Promise<void>;
  end(): void;
}

export function installVirtualClock(): VirtualClock {
  const clock = FakeTimers.install({
    now: 0,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  const settle = async () => {
    for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => void realSetImmediate(resolve));
  };
  return {
    now: () => clock.now,
    async run(work, limitMs) {
      let isDone = false;
      const finish = () => (isDone = true);
      work.then(finish, finish);
      let idle = 0;
      for (;;) {
        await settle();
        if (isDone) return work;
        if (clock.now >= limitMs || idle > IDLE_ROUNDS) return undefined;
        if (clock.countTimers() === 0) idle++;
        else clock.next();
      }
    },
    async drain(forMs) {
      const until = clock.now + forMs;
      for (;;) {
        await settle();
        if (clock.countTimers() === 0) return;
        const before = clock.now;
        clock.next();
        if (clock.now >= until || clock.now < before) return;
      }
    },
    end: () => clock.uninstall(),
  };
}
