// A function in a page of the Chromium of this machine, its answer brought back as JSON.
import { chromium } from 'playwright-core';
import { chromiumFlags } from '../../scripts/chromium/chromium-flags.ts';
import { findChromium } from '../../scripts/chromium/find-chromium.ts';
import { openIsolatedPage } from '../browser/open-isolated-page.ts';
import { bundle, type RemoteFunction } from './bundle.ts';

/** `inChromium({ file: 'test/golden/run-golden.ts', name: 'runGolden' }, {})` */
export async function inChromium<Answer>({ file, name }: RemoteFunction, request: object): Promise<Answer> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium found: install one, or name it in PHIRST_CHROMIUM.');
  const script = await bundle(`import { ${name} } from './${file}'; globalThis.answer = (request) => JSON.stringify(${name}(request));`, 'iife');
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const page = await openIsolatedPage(browser);
    await page.addScriptTag({ content: script });
    const answered = await page.evaluate((asked) => (globalThis as unknown as { answer: (request: object) => string }).answer(asked), request);
    return JSON.parse(answered) as Answer;
  } finally {
    await browser.close();
  }
}
