import type { Page } from 'playwright-core';

/** Whatever a developer would see in red or yellow, as it comes; a violation of the page's policy is among it. */
export function listenForFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  return faults;
}
