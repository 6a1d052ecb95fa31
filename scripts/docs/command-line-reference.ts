// docs/command-line.md from commander's own definitions, so that it can't say other than `--help` does.
import { Help, type Argument, type Command, type Option } from 'commander';
import { recordedTerminal } from '../../cli/output/recorded-terminal.ts';
import { phirstProgram, runCli } from '../../cli/run-cli.ts';

const HEAD = `# The command line

\`npx phirst <command>\`; every command tells this itself with \`--help\`. Written by \`npm run docs:commands\` from the commands themselves.

Exit codes: **0** done; **1** it was understood and couldn't be done, or a check failed: the reason is on standard error; **2** it wasn't understood.

What was asked for goes to standard output, progress and reasons to standard error. \`--json\` prints one JSON value for other programs. \`NO_COLOR=1\` turns colours off.

Commands that ask a router take its address from \`--url\` or the variable \`PHIRST_URL\` (else \`http://localhost:8787\`) and the operator's key from \`PHIRST_KEY\`. Those that change what is in force want a \`--reason\`, which goes into the audit log, and take \`--expect <number>\`: the deployment you looked at. If it is another one by now, nothing is changed, and you are told who changed what since.
`;

/** The page as it should be. */
export async function commandLineReference(): Promise<string> {
  const commands = leaves(phirstProgram(recordedTerminal()), []);
  const contents = commands.map(({ path, command }) => `| [\`phirst ${path.join(' ')}\`](#${anchor(path)}) | ${cell(command.summary())} |`);
  const sections = await Promise.all(commands.map(section));
  return `${HEAD}\n| Command | |\n| --- | --- |\n${contents.join('\n')}\n\n${sections.join('\n')}`;
}

interface Leaf {
  readonly path: readonly string[];
  readonly command: Command;
}

/** Commands that do something; `phirst policy` alone only lists its own. */
function leaves(command: Command, path: readonly string[]): readonly Leaf[] {
  if (command.commands.length === 0) return [{ path, command }];
  return command.commands.flatMap((child) => leaves(child, [...path, child.name()]));
}

async function section({ path, command }: Leaf): Promise<string> {
  const help = new Help();
  const usage = `phirst ${[...path, command.usage().replace('[options] ', '').replace('[options]', '')].join(' ').trim()}`;
  const aliases = command.aliases().map((alias) => `\`phirst ${[...path.slice(0, -1), alias].join(' ')}\` is the same.\n\n`).join('');
  const rows = [...command.registeredArguments.map(argumentRow), ...help.visibleOptions(command).filter(({ long }) => long !== '--help').map((option) => optionRow(option, command))];
  const table = rows.length === 0 ? '' : `| | |\n| --- | --- |\n${rows.join('\n')}\n\n`;
  return `## phirst ${path.join(' ')}\n\n${command.description()}\n\n${fenced(`$ ${usage}`)}\n${aliases}${table}${fenced(await afterword(path, command))}`;
}

/** What stands below the options of `--help`: explanations and examples. */
async function afterword(path: readonly string[], command: Command): Promise<string> {
  const terminal = recordedTerminal();
  await runCli([...path, '--help'], terminal);
  return terminal.printed().slice(command.helpInformation().length).trim();
}

function argumentRow(argument: Argument): string {
  const name = argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
  return `| \`${name}\` | ${cell(new Help().argumentDescription(argument))} |`;
}

function optionRow(option: Option, command: Command): string {
  return `| \`${option.flags.replaceAll('|', '\\|')}\` | ${option.mandatory ? 'Needed: ' : ''}${cell(command.createHelp().optionDescription(option))} |`;
}

const fenced = (text: string) => (text === '' ? '' : `\`\`\`\n${text}\n\`\`\`\n`);
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const anchor = (path: readonly string[]) => ['phirst', ...path].join('-');
