// One replay in this process, and what it took: `node measured-replay.ts <folder>` prints a JSON object.
import { join } from 'node:path';
import { recordedTerminal } from '../../cli/output/recorded-terminal.ts';
import type { ReplayReport } from '../../cli/replay/replay-report.ts';
import { runCli } from '../../cli/run-cli.ts';

const folder = process.argv[2]!;
const terminal = recordedTerminal({ folder });
const startedAt = performance.now();
const words = ['replay', '--log', '.', '--policy', join(folder, 'candidate.json'), '--max-hosted-share', '1', '--max-cost-per-1000-usd', '100', '--min-answered', '0', '--json'];
const exitCode = await runCli(words, terminal);
const ms = performance.now() - startedAt;
const { user, system } = process.cpuUsage();
const report = JSON.parse(terminal.printed()) as ReplayReport;
const { policy, ...rest } = report;
// The list of what changes is a report's own, and long.
const short = { ...rest, policy: policy && { ...policy, routes: { ...policy.routes, changed: [] } } };
process.stdout.write(JSON.stringify({ exitCode, peakBytes: process.resourceUsage().maxRSS * 1024, ms, cpuSeconds: (user + system) / 1e6, report: short }));
