import { useRef } from 'preact/hooks';

export const PANEL_TABS = ['try', 'options', 'model', 'trace'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

const TAB_LABELS: Readonly<Record<PanelTab, string>> = { try: 'Try', options: 'Options', model: 'Model', trace: 'Trace' };

interface PanelTabsProps {
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
}

/** The row of tabs: one stop for the Tab key, arrows move along it. */
export function PanelTabs({ tab, onTab }: PanelTabsProps) {
  const row = useRef<HTMLDivElement>(null);
  const moveTo = (next: PanelTab | undefined) => {
    if (next === undefined) return;
    onTab(next);
    row.current?.querySelector<HTMLButtonElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div
      ref={row}
      class="tabs"
      role="tablist"
      aria-label="Side panel"
      onKeyDown={(event) => {
        const position = PANEL_TABS.indexOf(tab);
        const count = PANEL_TABS.length;
        if (event.key === 'ArrowRight') moveTo(PANEL_TABS[(position + 1) % count]);
        else if (event.key === 'ArrowLeft') moveTo(PANEL_TABS[(position + count - 1) % count]);
        else if (event.key === 'Home') moveTo(PANEL_TABS[0]);
        else if (event.key === 'End') moveTo(PANEL_TABS[count - 1]);
        else return;
        event.preventDefault();
      }}
    >
      {PANEL_TABS.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={`tab-${one}`}
          data-testid={`tab-${one}`}
          class="tab"
          aria-selected={one === tab}
          aria-controls={`panel-${one}`}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
        >
          {TAB_LABELS[one]}
        </button>
      ))}
    </div>
  );
}
