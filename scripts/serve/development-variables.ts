import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { inProject } from '../project-paths.ts';

/** What the person who develops has put into .dev.vars; wrangler hands the same to the Worker. */
export function readDevelopmentVariables(): NodeJS.Dict<string> {
  const file = inProject('.dev.vars');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

/** A provider was configured: then it answers, and the stand-ins stay away. */
export function hasProvider({ PROVIDER_KEY, PROVIDER_URL }: NodeJS.Dict<string>): boolean {
  return Boolean(PROVIDER_KEY?.trim() || PROVIDER_URL?.trim());
}
