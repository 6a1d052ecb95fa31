import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { inProject } from '../project-paths.ts';
import { wranglerEnvironment } from '../serve/wrangler-environment.ts';
import type { Gate, GateResult } from './gate.ts';
import { runCommand } from './run-command.ts';

/** Twice what the slowest, the browser's, takes on two busy cores. */
const timeoutMs = 540_000;

export async function runGate(
  gate: Gate,
  { isBuilt, echo }: { isBuilt: boolean; echo(text: string): void },
): Promise<GateResult> {
  const folder = inProject('test-results/gates');
  const logFile = `test-results/gates/${gate.name}.log`;
  const countsFile = `${folder}/${gate.name}.json`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(inProject(logFile), '');
  rmSync(countsFile, { force: true });
  const log = (text: string) => {
    // Some tools colour their words even when told not to.
    const plain = stripVTControlCharacters(text);
    appendFileSync(inProject(logFile), plain);
    echo(plain);
  };

  const began = performance.now();
  const result = (
    verdict: GateResult['verdict'],
    note = '',
    counts?: { passed: number; failed: number },
  ): GateResult => ({
    gate,
    verdict,
    note,
    logFile,
    seconds: (performance.now() - began) / 1000,
    ...(counts ?? { passed: verdict === 'ok' ? 1 : 0, failed: verdict === 'FAILED' ? 1 : 0 }),
  });

  const obstacle = gate.prepare?.(log);
  if (obstacle) return result('NOT RUN', obstacle.reason, { passed: 0, failed: obstacle.isAccepted ? 0 : 1 });

  const reporters = gate.isVitest ? ['--reporter=default', '--reporter=json', `--outputFile.json=${countsFile}`] : [];
  const { code, isTimedOut } = await runCommand([...gate.command, ...reporters], {
    timeoutMs,
    log,
    environment: {
      ...wranglerEnvironment(),
      NO_COLOR: '1',
      ...(isBuilt ? { PHIRST_SKIP_BUILD: '1' } : {}),
      ...gate.environment,
    },
  });
  const reason = notRunReason(inProject(logFile));
  if (code === 0 && reason !== undefined) return result('NOT RUN', reason);
  const counts = gate.isVitest ? readCounts(countsFile) : undefined;
  if (code === 0) return result('ok', '', counts);
  // A setup that fails leaves no failed test behind; it counts as one all the same.
  const failed = counts && { ...counts, failed: Math.max(counts.failed, 1) };
  return result('FAILED', isTimedOut ? `no end after ${timeoutMs / 1000} s` : '', failed);
}

/** A command that can't do its work on this machine says so in a line of its own. */
function notRunReason(logFile: string): string | undefined {
  return /^NOT RUN: (.+)$/m.exec(readFileSync(logFile, 'utf8'))?.[1];
}

function readCounts(file: string): { passed: number; failed: number } | undefined {
  if (!existsSync(file)) return undefined;
  const report = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number };
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}
