// npm run screenshot: the README's picture, from the page as it runs. Asks two questions and shows how each was answered.
import { chromium } from 'playwright-core';
import { chromiumFlags } from './chromium/chromium-flags.ts';
import { findChromium } from './chromium/find-chromium.ts';
import { inProject } from './project-paths.ts';
import { startPhirst } from './serve/start-phirst.ts';

const QUESTIONS = ['What is the capital of France?', 'What is the capital of Burundi?'];
const file = inProject('docs/screenshot.png');

const executablePath = findChromium();
if (executablePath === undefined) throw new Error('No Chromium found: install one, or name it in PHIRST_CHROMIUM.');
const phirst = await startPhirst({ port: 0 });
const browser = await chromium.launch({ executablePath, args: chromiumFlags });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
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
  await browser.close();
  await phirst.stop();
}
