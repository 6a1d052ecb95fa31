import { findCommand, isExecutable } from '../system-packages.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const usualPlaces = [
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The Chromium of this machine; PHIRST_CHROMIUM goes before any other. */
export function findChromium(): string | undefined {
  const told = process.env.PHIRST_CHROMIUM;
  if (told !== undefined && told !== '') return told;
  return findCommand(...names) ?? usualPlaces.find(isExecutable);
}
