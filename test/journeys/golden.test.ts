import { build } from 'esbuild';
import { runGolden } from '../golden/run-golden.ts';
import { journey } from '../support/journey.ts';

journey('keeps every golden vector in Chromium, and decides as Node does to the last bit', async ({ page, expect }) => {
  const bundle = await build({
    stdin: { contents: "export { runGolden } from './test/golden/run-golden.ts';", resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'golden',
  });
  await page.goto('about:blank');
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  const report = await page.evaluate(() => (globalThis as unknown as { golden: { runGolden: typeof runGolden } }).golden.runGolden());
  expect(report.failures).toEqual([]);
  expect(report.transcript).toBe(runGolden().transcript);
});
