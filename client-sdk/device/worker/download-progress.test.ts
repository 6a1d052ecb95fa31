import { describe, expect, test } from 'vitest';
import type { LoadProgress } from '../engine.ts';
import { createDownloadProgress } from './download-progress.ts';

function recorded(expectedBytes: number) {
  const reports: LoadProgress[] = [];
  return { reports, progress: createDownloadProgress(expectedBytes, (report) => reports.push(report)) };
}

describe('createDownloadProgress', () => {
  test('counts all files towards one ratio', () => {
    const { reports, progress } = recorded(1000);
    progress.enter('downloading');
    progress.reportBytes('runtime', 250, 250);
    progress.reportBytes('weights', 250, 750);
    expect(reports.at(-1)).toEqual({ phase: 'downloading', ratio: 0.45, loadedBytes: 500, totalBytes: 1000 });
  });

  test('never falls when a larger total becomes known late', () => {
    const { reports, progress } = recorded(100);
    progress.reportBytes('config', 90, 90);
    progress.reportBytes('weights', 1, 100_000);
    progress.reportBytes('weights', 60_000, 100_000);
    progress.reportBytes('weights', 100_000, 100_000);
    const ratios = reports.map(({ ratio }) => ratio);
    expect(ratios).toEqual([...ratios].sort((left, right) => left - right));
    expect(reports.at(-1)).toMatchObject({ ratio: 0.9, loadedBytes: 100_090, totalBytes: 100_090 });
  });

  test('does not count a file twice that is asked for twice', () => {
    const { reports, progress } = recorded(100);
    progress.reportBytes('config', 50, 50);
    progress.reportBytes('config', 1, 50);
    progress.reportBytes('weights', 50, 50);
    expect(reports.at(-1)).toMatchObject({ loadedBytes: 100, totalBytes: 100 });
  });

  test('goes through the phases and ends at 1', () => {
    const { reports, progress } = recorded(0);
    for (const phase of ['downloading', 'starting', 'warming_up', 'ready'] as const) progress.enter(phase);
    expect(reports.map(({ phase, ratio }) => [phase, ratio])).toEqual([
      ['downloading', 0],
      ['starting', 0.9],
      ['warming_up', 0.96],
      ['ready', 1],
    ]);
  });

  test('reports visible steps, not every chunk', () => {
    const { reports, progress } = recorded(1_000_000);
    for (let bytes = 1; bytes <= 1000; bytes++) progress.reportBytes('weights', bytes * 1000, 1_000_000);
    expect(reports.length).toBeLessThan(500);
    expect(reports.length).toBeGreaterThan(200);
  });
});
