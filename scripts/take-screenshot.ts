// npm run screenshot: the README's pictures, from the pages as they run: the playground after two questions, and the dashboard
// after the demo's simulated week.
import { chromium, type Browser } from 'playwright-core';
import { chromiumFlags } from './chromium/chromium-flags.ts';
import { findChromium } from './chromium/find-chromium.ts';
import { inProject } from './project-paths.ts';
import { startDemo } from './serve/start-demo.ts';
import { startPhirst } from './serve/start-phirst.ts';

const QUESTIONS = ['What is the capital of France?', 'What is the capital of Burundi?'];

const executablePath = findChromium();
if (executablePath === undefined) throw new Error('No Chromium found: install one, or name it in PHIRST_CHROMIUM.');
const browser = await chromium.launch({ executablePath, args: chromiumFlags });
try {
  await takePlayground(browser, inProject('docs/screenshot.png'));
  await takeDashboard(browser, inProject('docs/dashboard.png'));
} finally {
  await browser.close();
}

/** Asks two questions and shows how each was answered. */
async function takePlayground(within: Browser, file: string): Promise<void> {
  const phirst = await startPhirst({ port: 0 });
  try {
    const page = await within.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
    await page.goto(phirst.url);
    await page.getByTestId('model-status').getByText('ready').waitFor();
    for (const [index, question] of QUESTIONS.entries()) {
      await page.getByTestId('composer-input').fill(question);
      await page.keyboard.press('Enter');
      await page.locator('[data-testid="answer"][data-status="finished"]').nth(index).waitFor();
    }
    await page.getByTestId('tab-trace').click();
    await page.screenshot({ path: file });
    process.stdout.write(`Wrote ${file}\n`);
  } finally {
    await phirst.stop();
  }
}

/** The demo's first experiment, which ends with a verdict. */
async function takeDashboard(within: Browser, file: string): Promise<void> {
  const demo = await startDemo();
  try {
    const page = await within.newPage({ viewport: { width: 1280, height: 940 }, colorScheme: 'light' });
    await page.goto(demo.dashboardUrl);
    await page.getByTestId('view-experiments').click();
    await page.getByTestId('experiment-careful').click();
    await page.getByTestId('experiment').locator('canvas').first().waitFor();
    await page.screenshot({ path: file });
    process.stdout.write(`Wrote ${file}\n`);
  } finally {
    await demo.stop();
  }
}
