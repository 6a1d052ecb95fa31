import { useEffect, useState } from 'preact/hooks';
import type { Phirst } from '../../client-sdk/client-options.ts';
import type { DeviceReport } from '../../client-sdk/device/device-session.ts';

/** A look costs nothing, and a restart is over within seconds. */
const LOOK_EVERY_MS = 300;

/** What the device is doing, followed while the page is open. */
export function useDeviceReport(client: Phirst): DeviceReport {
  const [report, setReport] = useState(() => client.device());
  useEffect(() => {
    const look = () => setReport((before) => (isSame(before, client.device()) ? before : client.device()));
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [client]);
  return report;
}

function isSame(one: DeviceReport, other: DeviceReport): boolean {
  const names = ['status', 'model', 'loaded', 'lastFault', 'wasRestarted', 'questions'] as const;
  return names.every((name) => one[name] === other[name]);
}
