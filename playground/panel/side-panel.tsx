import type { ComponentChildren } from 'preact';
import { PANEL_TABS, PanelTabs, type PanelTab } from './panel-tabs.tsx';

interface SidePanelProps {
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly contents: Readonly<Record<PanelTab, ComponentChildren>>;
}

/** The tabs and what belongs to the chosen one; the others stay in the document, hidden, with their state. */
export function SidePanel({ tab, onTab, contents }: SidePanelProps) {
  return (
    <>
      <PanelTabs tab={tab} onTab={onTab} />
      {PANEL_TABS.map((one) => (
        <div
          key={one}
          role="tabpanel"
          id={`panel-${one}`}
          class="tab-panel"
          aria-labelledby={`tab-${one}`}
          hidden={one !== tab}
          tabIndex={0}
        >
          {contents[one]}
        </div>
      ))}
    </>
  );
}
