import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './project-paths.ts';
import { generatePolicyFiles } from './policy/generated-policy-files.ts';

export type PolicyBuild = { ok: true; changed: string[] } | { ok: false; problems: readonly string[] };

/** Brings the generated files up to date, or, without `write`, only names those that aren't. */
export function buildPolicy({ write }: { write: boolean }): PolicyBuild {
  const generation = generatePolicyFiles();
  if (!generation.ok) return generation;
  const changed = generation.files.filter(({ path, content }) => currentContent(path) !== content);
  if (write) for (const { path, content } of changed) writeFileSync(inProject(path), content);
  return { ok: true, changed: changed.map(({ path }) => path) };
}

function currentContent(path: string): string | undefined {
  const file = inProject(path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

if (import.meta.main) {
  const isCheck = process.argv.includes('--check');
  const built = buildPolicy({ write: !isCheck });
  if (!built.ok) {
    process.stderr.write(`policies/default.yaml is not a valid policy:\n${built.problems.join('\n')}\n`);
    process.exit(1);
  }
  if (isCheck && built.changed.length > 0) {
    process.stderr.write(
      `Not as policies/default.yaml says: ${built.changed.join(', ')}. Run \`npm run policy:build\`.\n`,
    );
    process.exit(1);
  }
  process.stdout.write(
    built.changed.length > 0 && !isCheck ? `Wrote ${built.changed.join(', ')}.\n` : 'The policy is up to date.\n',
  );
}
