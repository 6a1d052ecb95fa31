// Which browser, which version, which system: as far as a page can tell, for the policy's refusals and nothing else.
import type { DeviceFacts } from '../../src/policy/refuse-device.ts';

export type BrowserIdentity = Pick<DeviceFacts, 'browser' | 'browserVersion' | 'operatingSystem'>;

export interface BrowserHints {
  readonly userAgent?: string | undefined;
  /** Client hints of Chromium: without the traps of the user agent, where they exist. */
  readonly userAgentData?:
    | { readonly brands: readonly { readonly brand: string; readonly version: string }[]; readonly platform: string }
    | undefined;
  readonly maxTouchPoints?: number | undefined;
}

type Browser = BrowserIdentity['browser'];
type OperatingSystem = BrowserIdentity['operatingSystem'];

const BRANDS: readonly (readonly [brand: string, browser: Browser])[] = [
  ['Microsoft Edge', 'edge'],
  ['Opera', 'opera'],
  ['Samsung Internet', 'samsung'],
  ['Google Chrome', 'chrome'],
  // Brave, Vivaldi, Chromium itself: what breaks in Chrome breaks there.
  ['Chromium', 'chrome'],
];

const PLATFORMS: Readonly<Record<string, OperatingSystem>> = {
  Windows: 'windows',
  macOS: 'macos',
  Linux: 'linux',
  Android: 'android',
  'Chrome OS': 'chromeos',
  'Chromium OS': 'chromeos',
  iOS: 'ios',
};

/** In this order: each names the ones below it as well. */
const PRODUCTS: readonly (readonly [mark: string, browser: Browser])[] = [
  ['EdgA/', 'edge'],
  ['Edg/', 'edge'],
  ['OPR/', 'opera'],
  ['SamsungBrowser/', 'samsung'],
  ['Firefox/', 'firefox'],
  ['HeadlessChrome/', 'chrome'],
  ['Chrome/', 'chrome'],
];

const SYSTEMS: readonly (readonly [mark: string, system: OperatingSystem])[] = [
  ['Windows', 'windows'],
  ['Android', 'android'],
  ['CrOS', 'chromeos'],
  ['Macintosh', 'macos'],
  ['Linux', 'linux'],
];

/**
 * @example
 * identifyBrowser({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' });
 * // { browser: 'firefox', browserVersion: 145, operatingSystem: 'linux' }
 */
export function identifyBrowser({ userAgent = '', userAgentData, maxTouchPoints = 0 }: BrowserHints): BrowserIdentity {
  if (isIos(userAgent, maxTouchPoints)) {
    // Every browser there is Safari's engine. Since 26 the system's number is frozen, and `Version/` tells the true one.
    return { browser: 'safari', browserVersion: numberAfter(userAgent, 'Version/') ?? numberAfter(userAgent, ' OS '), operatingSystem: 'ios' };
  }
  return (userAgentData && fromHints(userAgentData)) ?? fromUserAgent(userAgent);
}

function isIos(userAgent: string, maxTouchPoints: number): boolean {
  const isNamed = ['iPhone', 'iPad', 'iPod'].some((name) => userAgent.includes(name));
  // An iPad asks for desktop pages by calling itself a Mac; no Mac has a touch screen.
  return isNamed || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}

function fromHints({ brands, platform }: NonNullable<BrowserHints['userAgentData']>): BrowserIdentity | undefined {
  for (const [name, browser] of BRANDS) {
    const found = brands.find(({ brand }) => brand === name);
    if (!found) continue;
    return { browser, browserVersion: wholeNumber(found.version), operatingSystem: PLATFORMS[platform] ?? 'other' };
  }
  return undefined;
}

function fromUserAgent(userAgent: string): BrowserIdentity {
  const operatingSystem = SYSTEMS.find(([mark]) => userAgent.includes(mark))?.[1] ?? 'other';
  for (const [mark, browser] of PRODUCTS) {
    const browserVersion = numberAfter(userAgent, mark);
    if (browserVersion !== undefined) return { browser, browserVersion, operatingSystem };
  }
  const safariVersion = userAgent.includes('Safari/') ? numberAfter(userAgent, 'Version/') : undefined;
  // Android's old browser has both as well.
  if (safariVersion !== undefined && operatingSystem === 'macos') {
    return { browser: 'safari', browserVersion: safariVersion, operatingSystem };
  }
  return { browser: 'other', operatingSystem };
}

/** `numberAfter('Firefox/145.0', 'Firefox/')` → 145 */
function numberAfter(text: string, mark: string): number | undefined {
  const start = text.indexOf(mark);
  return start < 0 ? undefined : wholeNumber(text.slice(start + mark.length));
}

function wholeNumber(text: string): number | undefined {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? undefined : number;
}
