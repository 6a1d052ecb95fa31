import { expect, it } from 'vitest';
import { createManualTime } from '../../test/support/manual-time.ts';
import type { PageVisibility } from './page-visibility.ts';
import { watchForStall } from './stall-watch.ts';

function watched(isHidden = false) {
  const time = createManualTime();
  const stalls: string[] = [];
  let onChange = () => {};
  const visibility: PageVisibility = { isHidden: () => isHidden, onChange: (callback) => ((onChange = callback), () => (onChange = () => {})) };
  const watch = watchForStall({ limits: { firstChunkMs: 1000, chunkMs: 100 }, visibility, onStall: (message) => stalls.push(message), ...time });
  const show = (hidden: boolean) => {
    isHidden = hidden;
    onChange();
  };
  return { time, stalls, watch, show };
}

it('gives the first token longer than the ones that follow', async () => {
  const { time, stalls, watch } = watched();
  await time.advance(999);
  watch.onToken();
  await time.advance(99);
  watch.onToken();
  expect(stalls).toEqual([]);
  await time.advance(100);
  expect(stalls).toEqual(['The model on this device gave no token for 100 ms.']);
});

it('speaks once, and not after it was stopped', async () => {
  const { time, stalls } = watched();
  await time.advance(5000);
  expect(stalls).toHaveLength(1);
  const other = watched();
  other.watch.stop();
  other.watch.onToken();
  other.show(false);
  await other.time.advance(5000);
  expect(other.stalls).toEqual([]);
});

it('takes nothing for a stall while the page is hidden, and begins anew when it is shown', async () => {
  const { time, stalls, watch, show } = watched();
  watch.onToken();
  await time.advance(99);
  show(true);
  await time.advance(60_000);
  expect(stalls).toEqual([]);
  show(false);
  await time.advance(99);
  expect(stalls).toEqual([]);
  await time.advance(1);
  expect(stalls).toHaveLength(1);
});

it('does not even begin in a page that is hidden', async () => {
  const { time, stalls, show } = watched(true);
  await time.advance(60_000);
  expect(stalls).toEqual([]);
  show(false);
  await time.advance(1000);
  expect(stalls).toHaveLength(1);
});

it('waits once more when the page itself was asleep', async () => {
  const { time, stalls } = watched();
  await time.sleep(3_600_000);
  expect(stalls).toEqual([]);
  await time.advance(1000);
  expect(stalls).toHaveLength(1);
});
