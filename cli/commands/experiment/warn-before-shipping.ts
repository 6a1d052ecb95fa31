import type { ExperimentReport } from '../../../src/wire/admin-api.ts';
import { askRouter, RouterRefusal, type RouterOptions } from '../../operator/ask-router.ts';
import type { Terminal } from '../../output/terminal.ts';

/** Says what the experiment shows by now where that isn't "ship this variant". It is shipped all the same: whoever says --yes may know more. */
export async function warnBeforeShipping(terminal: Terminal, options: RouterOptions, [key = '', variant]: readonly string[]): Promise<void> {
  let report: ExperimentReport;
  try {
    report = (await (await askRouter(terminal, options, `/admin/experiments/${encodeURIComponent(key)}`)).json()) as ExperimentReport;
  } catch (error) {
    // One that isn't there can't be shipped either, as the router says then.
    if (!(error instanceof RouterRefusal)) throw error;
    terminal.note(`Shipping without its verdict, which couldn’t be read: ${error.message}\n`);
    return;
  }
  const { kind, variant: best, sentence } = report.fullVerdict;
  if (kind === 'ship' && best === variant) return;
  terminal.note(`Shipping against its verdict, which is by now: ${sentence}\n`);
}
