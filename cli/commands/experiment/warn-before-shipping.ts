import type { ExperimentReport } from '../../../src/wire/admin-api.ts';
import { askRouter, type RouterOptions } from '../../operator/ask-router.ts';
import type { Terminal } from '../../output/terminal.ts';

/** Says what the experiment shows by now where that isn't "ship this variant". It is shipped all the same: whoever says --yes may know more. */
export async function warnBeforeShipping(terminal: Terminal, options: RouterOptions, [key = '', variant]: readonly string[]): Promise<void> {
  const { fullVerdict } = (await (await askRouter(terminal, options, `/admin/experiments/${encodeURIComponent(key)}`)).json()) as ExperimentReport;
  if (fullVerdict.kind === 'ship' && fullVerdict.variant === variant) return;
  terminal.note(`Shipping against its verdict, which is by now: ${fullVerdict.sentence}\n`);
}
