// phirst policy deploy, ramp, rollback, revoke, freeze, unfreeze, expire, status and log: what is in force at a router.
import { Command } from 'commander';
import { describeChange, diffPolicies } from '../../../src/policy/diff-policies.ts';
import { lintPolicy } from '../../../src/policy/lint-policy.ts';
import type { StorePolicyAnswer } from '../../../src/wire/admin-api.ts';
import { askRouter, withRouter, type RouterOptions } from '../../operator/ask-router.ts';
import { auditTable, readAudit } from '../../operator/audit-log.ts';
import { changeCommand, HASH_WORD, readMoment, readPercent, withChange } from '../../operator/change-command.ts';
import { changeDeployment, describeDeployment, readDeployment, type ChangeOptions } from '../../operator/change-deployment.ts';
import { wholeHash } from '../../operator/whole-hash.ts';
import { failure } from '../../output/command-failure.ts';
import { JSON_OPTION, printJson } from '../../output/print-json.ts';
import type { Terminal } from '../../output/terminal.ts';
import { readPolicyFile } from '../../policy-file/read-policy-file.ts';

type JsonOptions = RouterOptions & { readonly json: boolean };

export function operateCommands(terminal: Terminal): readonly Command[] {
  const make = (command: Parameters<typeof changeCommand>[1]) => changeCommand(terminal, command);
  return [
    deployCommand(terminal),
    make({ name: 'ramp', summary: 'raise the share of units a stored policy is for', words: [['<hash>', HASH_WORD], ['<percent>', 'of the units; it may only rise, and 100 makes it the default']], example: 'phirst policy ramp 3f2a… 25 --reason "a day without alarms"', change: ([policy = '', share], now) => ({ kind: 'ramp', policy: wholeHash(policy, now), coverage: readPercent(share) }) }),
    make({ name: 'rollback', summary: 'end the rollout, or go back to the previous policy', words: [['[hash]', `${HASH_WORD}: withdraws this one wherever it is in force`]], example: 'phirst policy rollback --reason "slower than before"', change: ([policy], now) => ({ kind: 'rollback', policy: policy === undefined ? undefined : wholeHash(policy, now) }) }),
    make({ name: 'revoke', summary: 'withdraw a policy, for ever', words: [['<hash>', HASH_WORD]], isFinal: true, example: 'phirst policy revoke 3f2a… --yes --reason "it leaks"', change: ([policy = ''], now) => ({ kind: 'revoke', policy: wholeHash(policy, now) }) }),
    make({ name: 'freeze', summary: 'take only rollbacks and pauses from now on', example: 'phirst policy freeze --reason "the holidays"', change: () => ({ kind: 'freeze' }) }),
    make({ name: 'unfreeze', summary: 'take changes again', example: 'phirst policy unfreeze --reason "back at work"', change: () => ({ kind: 'unfreeze' }) }),
    make({ name: 'expire', summary: 'say until when tabs that can’t ask the router may use what they know', words: [['<moment>', 'such as 2026-12-01 or 2026-12-01T18:00Z; never takes it away']], example: 'phirst policy expire 2026-12-01 --reason "the offer ends"', change: ([moment]) => ({ kind: 'expire', notAfter: readMoment(moment) }) }),
    statusCommand(terminal),
    logCommand(terminal),
  ];
}

function deployCommand(terminal: Terminal): Command {
  return withChange(new Command('deploy'))
    .summary('put a policy in force, for all or for a share')
    .description('Checks a policy, says what it changes, and puts it in force.')
    .argument('<file>', 'YAML or JSON; - for the standard input')
    .option('--share <percent>', 'begin a rollout to so many percent of the units', readPercent)
    .addHelpText('after', '\nWithout --share everybody has it at once. With it, `phirst policy ramp` raises the share, and errors withdraw it by themselves.\n\nExample:\n  $ phirst policy deploy policy.yaml --share 5 --reason "longer answers on the device"')
    .action(async (file: string, options: ChangeOptions & { readonly share?: number }) => {
      const { policy } = await readPolicyFile(file, terminal);
      const errors = lintPolicy(policy).filter(({ level }) => level === 'error');
      if (errors.length > 0) throw failure(`It isn't deployed: ${errors.map(({ path, message }) => `${path}: ${message}`).join('\n')}\n\`phirst policy check ${file}\` tells more.`);
      const now = await readDeployment(terminal, options);
      const before = now.policies[now.deployment.policy];
      if (before) terminal.note(`${diffPolicies(before, policy).map(describeChange).join('\n') || 'It is the policy in force.'}\n`);
      const { hash } = (await (await askRouter(terminal, options, '/admin/policies', { method: 'POST', body: policy })).json()) as StorePolicyAnswer;
      const change = options.share === undefined ? ({ kind: 'deploy', policy: hash } as const) : ({ kind: 'ramp', policy: hash, coverage: options.share } as const);
      await changeDeployment(terminal, options, change, now.deployment.sequence);
    });
}

function statusCommand(terminal: Terminal): Command {
  return withRouter(new Command('status'))
    .summary('what is in force')
    .description('Says what is in force at the router.')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ phirst policy status --url https://phirst.example.com')
    .action(async (options: JsonOptions) => {
      const answer = await readDeployment(terminal, options);
      if (options.json) printJson(terminal, answer);
      else terminal.print(describeDeployment(answer));
    });
}

function logCommand(terminal: Terminal): Command {
  return withRouter(new Command('log'))
    .summary('who changed what, and why')
    .description('Prints the audit log, newest first.')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ phirst policy log --json | jq ".[0].reason"')
    .action(async (options: JsonOptions) => {
      const entries = await readAudit(terminal, options);
      if (options.json) printJson(terminal, entries);
      else if (entries.length === 0) terminal.print('Nothing was changed yet: everybody goes by the policy that came with the router.\n');
      else terminal.print(auditTable(terminal, entries));
    });
}
