import { fileURLToPath } from 'node:url';

/** Every script runs from wherever it was called: paths hang on the checkout, never on the working directory. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

export function inProject(relativePath: string): string {
  return fileURLToPath(new URL(`../${relativePath}`, import.meta.url));
}
