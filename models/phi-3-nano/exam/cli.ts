import { writeFileSync } from 'node:fs';
import { runExamCommand } from './run-exam-command.ts';

/** The command line: prints an exam as JSON Lines, or keeps it in a file. */
const result = runExamCommand(process.argv.slice(2));

// A reader that has seen enough, such as `head`, closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

process.exitCode = result.exitCode;
process.stderr.write(result.notes);
if (result.file === undefined) {
  process.stdout.write(result.output);
} else {
  try {
    writeFileSync(result.file, result.output);
    process.stderr.write(`Wrote ${result.file}.\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Could not write ${result.file}: ${reason}.\n`);
    process.exitCode = 1;
  }
}
