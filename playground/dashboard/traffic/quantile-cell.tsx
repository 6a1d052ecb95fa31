import { formatDuration } from '../../format/format-duration.ts';
import type { Interval } from './share-interval.ts';

/** '420 ms [390 ms, 460 ms]', or that there are too few. */
export function QuantileCell({ quantile }: { readonly quantile: Interval | null }) {
  return (
    <td class="is-number">
      {quantile === null ? (
        <span class="muted">too few</span>
      ) : (
        <>
          {formatDuration(quantile.value)}{' '}
          <span class="hint interval">
            [{formatDuration(quantile.low)}, {formatDuration(quantile.high)}]
          </span>
        </>
      )}
    </td>
  );
}
