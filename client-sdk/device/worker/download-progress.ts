// One progress over ONNX Runtime and all files of the model. It never falls, though totals become known late.
import type { LoadProgress } from '../engine.ts';

/** Tells how much of one file has come: bytes, and its total or 0 while unknown. */
export type ReportBytes = (file: string, loadedBytes: number, totalBytes: number) => void;

export interface DownloadProgress {
  /** Counts a file's bytes towards the ratio. */
  readonly reportBytes: ReportBytes;
  /** Goes on to a later phase of loading. */
  enter(phase: LoadProgress['phase']): void;
}

/** The ratio at which each phase begins. Downloading is nearly all of it for the models this is about. */
const PHASE_STARTS = { probing: 0, downloading: 0, starting: 0.9, warming_up: 0.96, ready: 1 } as const;

/** Steps smaller than this are not reported: a 2 GB file comes in some ten thousand chunks. */
const SMALLEST_STEP = 0.002;

/**
 * @param expectedBytes what is likely to come in all, so that the first small files don't look like the whole.
 * @param onProgress called when the ratio has moved visibly or the phase has changed.
 *
 * @example
 * const progress = createDownloadProgress(5_770_000, (report) => console.log(report.ratio));
 * progress.reportBytes('onnx/model_q4.onnx', 1_000_000, 2_041_840);
 */
export function createDownloadProgress(
  expectedBytes: number,
  onProgress: (progress: LoadProgress) => void,
): DownloadProgress {
  const files = new Map<string, { loadedBytes: number; totalBytes: number }>();
  let phase: LoadProgress['phase'] = 'probing';
  let ratio = 0;
  let reportedRatio = -1;

  function report(): void {
    const loadedBytes = sum('loadedBytes');
    const totalBytes = Math.max(expectedBytes, sum('totalBytes'), loadedBytes);
    const downloaded = totalBytes > 0 ? (loadedBytes / totalBytes) * PHASE_STARTS.starting : 0;
    ratio = Math.max(ratio, PHASE_STARTS[phase], downloaded);
    if (ratio - reportedRatio < SMALLEST_STEP) return;
    reportedRatio = ratio;
    onProgress({ phase, ratio, loadedBytes, totalBytes });
  }

  function sum(part: 'loadedBytes' | 'totalBytes'): number {
    let total = 0;
    for (const file of files.values()) total += file[part];
    return total;
  }

  return {
    reportBytes(file, loadedBytes, totalBytes) {
      const known = files.get(file);
      files.set(file, {
        // A file that is asked for twice starts again at 0: what was counted stays counted.
        loadedBytes: Math.max(known?.loadedBytes ?? 0, loadedBytes),
        totalBytes: Math.max(known?.totalBytes ?? 0, totalBytes, loadedBytes),
      });
      report();
    },
    enter(next) {
      if (next === phase) return;
      phase = next;
      reportedRatio = -1;
      report();
    },
  };
}
