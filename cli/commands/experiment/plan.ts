// phirst experiment plan: how many units, and how long, before the first of them is asked for.
import { Command } from 'commander';
import { twoSidedWidth } from '../../../src/stats/confidence-sequence.ts';
import { unitsPerVariant, unitsUntil } from '../../../src/stats/sample-size.ts';
import { misuse } from '../../output/command-failure.ts';
import { JSON_OPTION, printJson } from '../../output/print-json.ts';
import type { Terminal } from '../../output/terminal.ts';

interface PlanOptions {
  readonly share: string;
  readonly effect: string;
  readonly alpha: string;
  readonly power: string;
  readonly unitsPerDay?: string;
  readonly json: boolean;
}

export function planCommand(terminal: Terminal): Command {
  return new Command('plan')
    .summary('how many units it needs to see a difference')
    .description('For two variants and a metric that is a share, such as answered or feedback.')
    .requiredOption('--share <share>', 'what the metric is today, such as 0.9')
    .requiredOption('--effect <difference>', 'the smallest difference worth having, such as 0.02')
    .option('--alpha <share>', 'how often a difference that isn’t there may be reported', '0.05')
    .option('--power <share>', 'how often one that is there shall be found', '0.8')
    .option('--units-per-day <number>', 'new units a day, both variants together')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ phirst experiment plan --share 0.9 --effect 0.02 --units-per-day 800')
    .action((options: PlanOptions) => {
      const share = between('share', options.share, 0, 1);
      const effect = between('effect', options.effect, 0, 1);
      const alpha = between('alpha', options.alpha, 0, 0.5);
      const power = between('power', options.power, 0.5, 1);
      const better = Math.min(share + effect, 1);
      const variances = [share * (1 - share), better * (1 - better)] as const;
      const oneLook = Math.ceil(2 * unitsPerVariant({ effect, variances, alpha, power }));
      // The interval is narrowest where it is expected to be needed; a variant's variance counts twice, as half of the units have it.
      const deviation = Math.sqrt(2 * (variances[0] + variances[1]));
      const anyLook = unitsUntil(effect, (count) => twoSidedWidth({ count, deviation }, { alpha, tightestAt: oneLook }));
      const perDay = options.unitsPerDay === undefined ? undefined : between('units-per-day', options.unitsPerDay, 0, Infinity);
      const days = perDay === undefined ? null : anyLook / perDay;
      if (options.json) printJson(terminal, { units: anyLook, unitsForOneLook: oneLook, days });
      else terminal.print(`About ${anyLook} measured units, both variants together: then an effect of ${effect} shows half of the time, however often you look.\nA single look at the end would need ${oneLook} to show it ${100 * power} % of the time. A larger effect ends it sooner.\n${days === null ? '' : `At ${perDay} new units a day: ${Math.ceil(days)} days, and one for the last window.\n`}In the file: analysis: { tightestAtUnits: ${oneLook} } makes the intervals narrowest there.\n`);
    });
}

function between(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (value > low && value < high) return value;
  throw misuse(`--${name} has to be a number above ${low}${high === Infinity ? '' : ` and below ${high}`}, not "${text}".`);
}
