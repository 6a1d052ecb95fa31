import { findChromium } from '../chromium/find-chromium.ts';
import { canInstallSystemPackages, installSystemPackage } from '../system-packages.ts';
import type { Obstacle } from './gate.ts';

export function prepareChromium(log: (text: string) => void): Obstacle | undefined {
  if (process.env.PHIRST_BROWSER === 'skip') return { reason: 'PHIRST_BROWSER=skip', isAccepted: true };
  if (findChromium() !== undefined) return undefined;
  if (canInstallSystemPackages() && installSystemPackage('chromium', log) && findChromium() !== undefined)
    return undefined;
  return {
    reason: 'no Chromium here. Run `sudo apt-get install chromium`, or name one in PHIRST_CHROMIUM',
    isAccepted: false,
  };
}
