import type { LoadProgress } from '../../client-sdk/device/engine.ts';
import { formatBytes } from '../format/format-bytes.ts';
import { loadingPhase } from './device-load.ts';

interface LoadBarProps {
  readonly label: string;
  readonly progress: LoadProgress | undefined;
}

/** How much of a model is here. */
export function LoadBar({ label, progress }: LoadBarProps) {
  const percent = Math.round((progress?.ratio ?? 0) * 100);
  return (
    <div class="load">
      <progress class="load-bar" max={100} value={percent} aria-label={label}>
        {percent}%
      </progress>
      <p class="load-words">
        <span>{loadingPhase(progress)}</span>
        <span>
          {progress && progress.phase === 'downloading' && progress.totalBytes > 0
            ? `${formatBytes(progress.loadedBytes)} of ${formatBytes(progress.totalBytes)}`
            : `${percent}%`}
        </span>
      </p>
    </div>
  );
}
