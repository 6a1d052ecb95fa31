import { expect, test } from 'vitest';
import { identifyBrowser } from './identify-browser.ts';

const chromium = (platform: string, ...brands: [brand: string, version: string][]) => ({
  platform,
  brands: brands.map(([brand, version]) => ({ brand, version })),
});

// User agents as these browsers send them.
test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36', 'chrome', 142, 'windows'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0', 'edge', 142, 'windows'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0', 'opera', 124, 'windows'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36', 'chrome', 142, 'linux'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36', 'chrome', 141, 'chromeos'],
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36', 'chrome', 142, 'android'],
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0', 'edge', 142, 'android'],
  ['Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36', 'samsung', 29, 'android'],
  ['Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 'firefox', 145, 'android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'firefox', 145, 'linux'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0', 'firefox', 145, 'macos'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15', 'safari', 18, 'macos'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15', 'safari', 26, 'macos'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1', 'safari', 17, 'ios'],
  // The system's number is frozen there; the browser's is true.
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1', 'safari', 26, 'ios'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1', 'safari', 17, 'ios'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15', 'safari', 18, 'ios'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 EdgiOS/142.0.0.0 Mobile/15E148 Safari/605.1.15', 'safari', 18, 'ios'],
  ['Mozilla/5.0 (PlayStation 5) AppleWebKit/605.1.15 (KHTML, like Gecko)', 'other', undefined, 'other'],
  ['Mozilla/5.0 (Linux; U; Android 4.0.3; de-de) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30', 'other', undefined, 'android'],
  ['', 'other', undefined, 'other'],
])('%s', (userAgent, browser, browserVersion, operatingSystem) => {
  expect(identifyBrowser({ userAgent })).toEqual({ browser, operatingSystem, ...(browserVersion !== undefined && { browserVersion }) });
});

test('an iPad that calls itself a Mac is known by its touch screen', () => {
  const userAgent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15';
  expect(identifyBrowser({ userAgent, maxTouchPoints: 5 })).toEqual({ browser: 'safari', browserVersion: 18, operatingSystem: 'ios' });
  expect(identifyBrowser({ userAgent, maxTouchPoints: 0 })).toMatchObject({ browser: 'safari', operatingSystem: 'macos' });
});

test.each([
  [chromium('macOS', ['Chromium', '142'], ['Google Chrome', '142'], ['Not_A Brand', '99']), 'chrome', 142, 'macos'],
  [chromium('Windows', ['Not)A;Brand', '8'], ['Chromium', '142'], ['Microsoft Edge', '142']), 'edge', 142, 'windows'],
  [chromium('Linux', ['Chromium', '140'], ['Brave', '140']), 'chrome', 140, 'linux'],
  [chromium('Windows', ['Chromium', '140'], ['Opera', '124']), 'opera', 124, 'windows'],
  [chromium('Chrome OS', ['Chromium', '141'], ['Google Chrome', '141']), 'chrome', 141, 'chromeos'],
  [chromium('Fuchsia', ['Chromium', '141']), 'chrome', 141, 'other'],
])('client hints go before the user agent: %o', (userAgentData, browser, browserVersion, operatingSystem) => {
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1.0.0.0 Safari/537.36';
  expect(identifyBrowser({ userAgent, userAgentData })).toEqual({ browser, browserVersion, operatingSystem });
});

test('hints that name no browser are passed over', () => {
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
  expect(identifyBrowser({ userAgent, userAgentData: chromium('Linux') })).toMatchObject({ browser: 'chrome', browserVersion: 142 });
});
