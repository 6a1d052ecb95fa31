import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumFlags } from './chromium/chromium-flags.ts';
import { findChromium } from './chromium/find-chromium.ts';
import { startPhirst } from './serve/start-phirst.ts';

const help = `npm run screenshot -- [options]

Starts Phirst, opens the page and takes a picture of it.

  --out <file>     Where it goes (default test-results/page.png)
  --path <path>    Which page (default /)
  --width <n>      In CSS pixels (default 1280); a phone has about 390
  --height <n>     (default 800)
  --dark           With the dark theme
  --full           The whole page, not only what fits
  --help           This text
`;

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'test-results/page.png' },
    path: { type: 'string', default: '/' },
    width: { type: 'string', default: '1280' },
    height: { type: 'string', default: '800' },
    dark: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}

const executablePath = findChromium();
if (executablePath === undefined) {
  process.stderr.write('No Chromium found: install one, or name it in PHIRST_CHROMIUM.\n');
  process.exit(1);
}

const phirst = await startPhirst({ port: 0 });
const browser = await chromium.launch({ executablePath, args: chromiumFlags });
try {
  const page = await browser.newPage({
    viewport: { width: Number(values.width), height: Number(values.height) },
    colorScheme: values.dark ? 'dark' : 'light',
  });
  await page.goto(new URL(values.path, phirst.url).href, { waitUntil: 'networkidle' });
  const out = resolve(values.out);
  mkdirSync(dirname(out), { recursive: true });
  await page.screenshot({ path: out, fullPage: values.full });
  process.stdout.write(`${out}\n`);
} finally {
  await Promise.all([browser.close(), phirst.stop()]);
}
