import { BrandMark } from '../../icons/brand-mark.tsx';
import { Icon } from '../../icons/icon.tsx';
import { ThemeToggle } from '../../theme/theme-toggle.tsx';
import { formatSeconds } from '../words/format-moment.ts';

interface DashboardHeadProps {
  /** When something was last heard; undefined before that. */
  readonly loadedAt: number | undefined;
  /** Absent while no key is there. */
  readonly onRefresh: (() => void) | undefined;
  readonly onForget: (() => void) | undefined;
}

export function DashboardHead({ loadedAt, onRefresh, onForget }: DashboardHeadProps) {
  return (
    <header class="page-head">
      <p class="brand">
        <a class="brand-link" href="../" aria-label="Phirst, the playground">
          <BrandMark />
          <strong>Phirst</strong>
        </a>
        <span class="brand-line">dashboard</span>
      </p>
      {onRefresh && (
        <>
          <span class="loaded-at">{loadedAt === undefined ? '' : `as of ${formatSeconds(loadedAt)}`}</span>
          <button type="button" class="icon-button" aria-label="Refresh" title="Refresh" data-testid="refresh" onClick={onRefresh}>
            <Icon name="retry" />
          </button>
        </>
      )}
      <ThemeToggle />
      {onForget && (
        <button type="button" class="icon-button" aria-label="Forget the key" title="Forget the key" data-testid="forget-key" onClick={onForget}>
          <Icon name="lock" />
        </button>
      )}
    </header>
  );
}
