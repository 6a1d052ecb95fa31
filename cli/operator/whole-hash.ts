// A policy as people name it: its hash, or the first digits of one that is in force.
import type { DeploymentAnswer } from '../../src/wire/admin-api.ts';
import { failure } from '../output/command-failure.ts';

const FEWEST_DIGITS = 8;

/**
 * @throws CommandFailure where no policy in force, or more than one, begins so
 * @example wholeHash('cab227aa3864', answer) // 'cab227aa3864b952…'
 */
export function wholeHash(named: string, { deployment, policies }: DeploymentAnswer): string {
  if (/^[0-9a-f]{64}$/.test(named)) return named;
  if (!new RegExp(`^[0-9a-f]{${FEWEST_DIGITS},63}$`).test(named)) throw failure(`"${named}" is no policy's hash: give at least its first ${FEWEST_DIGITS} digits. \`phirst policy status\` shows those in force.`);
  const known = new Set([...Object.keys(policies), ...(deployment.previous === null ? [] : [deployment.previous])]);
  const found = [...known].filter((hash) => hash.startsWith(named));
  if (found.length === 1) return found[0]!;
  const why = found.length === 0 ? 'No policy in force begins' : `${found.length} policies in force begin`;
  throw failure(`${why} with ${named}: give the whole hash. \`phirst policy check FILE\` says that of a file.`);
}
