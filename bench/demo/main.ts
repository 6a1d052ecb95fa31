// npm run demo:experiment: a week of simulated people through the real router in workerd. Act 1: two policies with a true
// difference. Act 2: a rollout that harms, and takes itself back. Act 3: an app that loses people of one variant, and pauses.
import { careful, experimentOf, harmful, trusting } from './demo-policies.ts';
import { readDemoOptions } from './demo-options.ts';
import { startDemoRouter, type DemoRouter } from './demo-router.ts';
import { runUnits, type VariantTruth } from './run-units.ts';
import { simulateUnits } from './simulated-world.ts';
import { until } from './until.ts';

const options = readDemoOptions();
const say = (line = '') => process.stdout.write(`${line}\n`);
const DAY_MS = 86_400_000;
const now = Date.now();
let failures = 0;

say('Starting the router in workerd …');
const router = await startDemoRouter({ port: options.port, log: () => {} });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void router.stop().then(() => process.exit(failures > 0 ? 1 : 0)));
try {
  const control = await firstAct(router);
  await secondAct(router, control);
  await thirdAct(router, control);
} catch (error) {
  await router.stop();
  throw error;
}
say(`\nDashboard: ${router.url}/dashboard/#key=${router.operatorKey}`);
if (options.exit) {
  await router.stop();
  process.exitCode = failures > 0 ? 1 : 0;
} else say('Ctrl-C ends it.');

/** Two policies, and people who really are more content under one of them. */
async function firstAct(demo: DemoRouter): Promise<string> {
  say('\n1. Is a more careful policy worth its price?  (a: keep from 0.5, b: keep from 0.85)');
  const fromMs = now - 9 * DAY_MS;
  const [a, b] = [await demo.storePolicy(trusting, fromMs), await demo.storePolicy(careful, fromMs)];
  await demo.change({ kind: 'deploy', policy: a }, { reason: 'where the demo begins', atMs: fromMs });
  await demo.change({ kind: 'start_experiment', experiment: experimentOf('careful', a, b) }, { reason: 'are people more content?', atMs: fromMs });
  const units = simulateUnits({ seed: options.seed, name: 'person', units: options.units, queriesPerUnit: 3 });
  const truth = await runUnits({ router: demo, units, fromMs, toMs: now - 2 * DAY_MS, onProgress: progress('people') });
  tell(truth);
  const report = await settled(() => demo.experiment('careful'), ({ fullVerdict }) => fullVerdict.kind !== 'collecting');
  say(`   ${report.fullVerdict.sentence}`);
  check(report.fullVerdict.kind === 'ship' && report.fullVerdict.variant === 'b', 'b should be shipped');
  await demo.change({ kind: 'stop_experiment', key: 'careful', ship: 'b' }, { reason: report.fullVerdict.sentence, atMs: now - 2 * DAY_MS });
  say('   Stopped, and b is the default policy now.');
  return b;
}

/** A rollout to a fifth of the people whose answers fail; nobody but the router acts. */
async function secondAct(demo: DemoRouter, control: string): Promise<void> {
  say('\n2. A policy that breaks goes to 20 % of the people.');
  const fromMs = now - 1.5 * DAY_MS;
  const policy = await demo.storePolicy(harmful, fromMs);
  await demo.change({ kind: 'ramp', policy, coverage: 0.2 }, { reason: 'another hosted model', atMs: fromMs });
  const units = simulateUnits({ seed: options.seed + 1, name: 'visitor', units: 3000, queriesPerUnit: 3 });
  let isBack = false;
  const watching = setInterval(() => void demo.deployment().then(({ deployment }) => (isBack = deployment.experiments.length === 0)), 300);
  const truth = await runUnits({ router: demo, units, fromMs, toMs: now - 1.1 * DAY_MS, isOver: () => isBack, onProgress: progress('people') });
  await until(() => isBack, 20_000);
  clearInterval(watching);
  tell(truth);
  const { deployment } = await demo.deployment();
  const [last] = (await demo.audit()).filter(({ by }) => by === 'guardrail');
  say(`   ${last ? `Taken back by a guardrail: ${last.reason}` : 'Nothing was taken back.'}`);
  check(last !== undefined && deployment.policy === control && deployment.experiments.length === 0, 'the rollout should have been taken back');
}

/** Two equal policies, and an app that loses a third of the people of one. */
async function thirdAct(demo: DemoRouter, policy: string): Promise<void> {
  say('\n3. An A/A test in an app that breaks for a third of the people of b.');
  const fromMs = now - DAY_MS;
  const twin = await demo.storePolicy({ ...careful, description: 'the same under another name' }, fromMs);
  await demo.change({ kind: 'start_experiment', experiment: experimentOf('same', policy, twin) }, { reason: 'is the assignment sound?', atMs: fromMs });
  const units = simulateUnits({ seed: options.seed + 2, name: 'guest', units: 1200, queriesPerUnit: 1 });
  const isLost = (variant: string | undefined, { arrival }: { arrival: number }) => variant === 'b' && Math.floor(arrival * 1200) % 3 === 0;
  const truth = await runUnits({ router: demo, units, fromMs, toMs: now - 60_000, isLost, onProgress: progress('people') });
  tell(truth);
  const report = await settled(() => demo.experiment('same'), ({ status }) => status === 'paused');
  say(`   ${report.fullVerdict.sentence}`);
  check(report.status === 'paused' && report.fullVerdict.sampleRatio.isMismatch, 'it should have been paused for its sample ratio');
}

function tell(truth: ReadonlyMap<string, VariantTruth>): void {
  for (const [variant, { units, queries, content, failed }] of [...truth].toSorted(([one], [other]) => one.localeCompare(other))) {
    const share = (part: number) => `${((100 * part) / queries).toFixed(1)} %`;
    say(`   ${variant === '' ? 'everybody else' : variant}: ${units} people, ${queries} questions, ${share(content)} content, ${share(failed)} failed`);
  }
}

function check(isRight: boolean, expected: string): void {
  if (isRight) return;
  failures++;
  say(`   NOT AS IT SHOULD BE: ${expected}.`);
}

/** Events take a moment through the queue. */
async function settled<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  let value = await read();
  await until(async () => isDone((value = await read())), 30_000);
  // Once more: what came last is in it as well.
  await until(() => false, 3000);
  value = await read();
  return value;
}

function progress(what: string) {
  return (done: number, all: number) => {
    if (!process.stderr.isTTY) return;
    process.stderr.write(done === all ? '\r\u001b[K' : `\r   ${done} of ${all} ${what}`);
  };
}
