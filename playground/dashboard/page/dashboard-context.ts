import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AdminClient } from '../access/admin-client.ts';
import type { AdminFailure } from '../access/admin-failure.ts';
import type { RouterParts } from '../access/use-router-parts.ts';
import type { RangeName } from '../range/time-range.ts';

export interface Dashboard {
  readonly client: AdminClient;
  readonly range: RangeName;
  readonly parts: RouterParts | undefined;
  /** Rises whenever everything is to be asked for again. */
  readonly refreshCount: number;
  readonly refresh: () => void;
  readonly onRefused: (failure: AdminFailure) => void;
  readonly onLoaded: (atMs: number) => void;
}

export const DashboardContext = createContext<Dashboard | undefined>(undefined);

export function useDashboard(): Dashboard {
  const dashboard = useContext(DashboardContext);
  if (!dashboard) throw new Error('Only within the dashboard.');
  return dashboard;
}
