import type { DeviceReport } from '../client-sdk/device/device-session.ts';
import { BrandMark } from './icons/brand-mark.tsx';
import { Icon } from './icons/icon.tsx';
import { ModelStatus } from './model/model-status.tsx';
import type { DeviceModelInUse } from './model/use-device-model.ts';
import { ThemeToggle } from './theme/theme-toggle.tsx';

interface PageHeadProps {
  readonly current: DeviceModelInUse;
  readonly report: DeviceReport;
  readonly onOpenModel: () => void;
  /** Opens the drawer; absent where the panel stands beside the conversation. */
  readonly onOpenDrawer: (() => void) | undefined;
}

export function PageHead({ current, report, onOpenModel, onOpenDrawer }: PageHeadProps) {
  return (
    <header class="page-head">
      <p class="brand">
        <BrandMark />
        <strong>Phirst</strong>
        <span class="brand-line">this device first</span>
      </p>
      <ModelStatus current={current} report={report} onOpen={onOpenModel} />
      <a class="icon-button wide-only" href="dashboard/" aria-label="Dashboard" title="Dashboard" data-testid="to-dashboard">
        <Icon name="chart" />
      </a>
      <ThemeToggle />
      {onOpenDrawer && (
        <button
          type="button"
          class="icon-button"
          aria-label="Examples, options, model and trace"
          data-testid="open-drawer"
          onClick={onOpenDrawer}
        >
          <Icon name="menu" />
        </button>
      )}
    </header>
  );
}
