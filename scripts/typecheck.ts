import { runTypeScript } from './typescript.ts';

/** One project per place the code runs in: each knows the globals of its own world and of no other. */
const worlds = ['src', 'client-sdk', 'device-worker', 'router', 'playground', 'node', 'workerd-test'];

const failures: string[] = [];
for (const world of worlds) {
  const { ok, output } = await runTypeScript(['--noEmit', '--project', `tsconfig.${world}.json`]);
  if (!ok) failures.push(`tsconfig.${world}.json\n${output}`);
}
if (failures.length > 0) {
  process.stderr.write(`${failures.join('\n\n')}\n`);
  process.exit(1);
}
process.stdout.write(`Types are right in ${worlds.length} worlds: ${worlds.join(', ')}.\n`);
