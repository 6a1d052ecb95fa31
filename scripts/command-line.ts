// The options of a script of this project: --help prints its usage, what isn't understood says so and exits with 2.
import { parseArgs, type ParseArgsConfig } from 'node:util';

/**
 * @example
 * const { values } = commandLine(USAGE, { options: { seed: { type: 'string', default: '1' } } });
 */
export function commandLine<Config extends ParseArgsConfig>(usage: string, config: Config): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
    process.stdout.write(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    return refuseCommandLine((error as Error).message, usage);
  }
}

/** Says what is wrong and how it is used, and ends with 2. */
export function refuseCommandLine(message: string, usage: string): never {
  process.stderr.write(`${message}\n\n${usage}`);
  process.exit(2);
}

/** A whole number from 1. */
export function countOption(name: string, text: string, usage: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 1) refuseCommandLine(`${name} takes a whole number from 1, not "${text}".`, usage);
  return value;
}
