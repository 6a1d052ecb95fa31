import { useCallback, useState } from 'preact/hooks';
import type { PanelTab } from './panel-tabs.tsx';
import { useIsWide } from './use-is-wide.ts';

export interface Panel {
  readonly tab: PanelTab;
  readonly setTab: (tab: PanelTab) => void;
  readonly isWide: boolean;
  readonly isDrawerOpen: boolean;
  /** Shows a tab wherever the panel is. */
  open(tab: PanelTab): void;
  openDrawer(): void;
  closeDrawer(): void;
}

/** Which tab is shown, and whether the drawer is open where the panel is one. */
export function usePanel(): Panel {
  const isWide = useIsWide();
  const [tab, setTab] = useState<PanelTab>('options');
  const [isDrawerOpen, setIsDrawerOpen] = useState(false);
  const openDrawer = useCallback(() => setIsDrawerOpen(true), []);
  const closeDrawer = useCallback(() => setIsDrawerOpen(false), []);
  const open = useCallback((next: PanelTab) => {
    setTab(next);
    setIsDrawerOpen(true);
  }, []);
  return { tab, setTab, isWide, isDrawerOpen: isDrawerOpen && !isWide, open, openDrawer, closeDrawer };
}
