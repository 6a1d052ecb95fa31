import { spawnSync } from 'node:child_process';
import { canInstallSystemPackages, installSystemPackage } from '../../../scripts/system-packages.ts';

/** Debian's Python first: a version manager's in front of it would not see Debian's packages. */
const CANDIDATES = ['/usr/bin/python3', 'python3'];
const PACKAGES = ['python3-torch', 'python3-onnx', 'libopenblas0-pthread'];

/**
 * A Python that has torch and onnx; installs Debian's, with a fast BLAS, where none has. Throws, with what to install, where
 * it may not.
 *
 * @example findTrainingPython((text) => process.stderr.write(text)) // '/usr/bin/python3'
 */
export function findTrainingPython(log: (text: string) => void): string {
  const found = CANDIDATES.find(hasPackages);
  if (found !== undefined) return found;
  if (canInstallSystemPackages() && PACKAGES.every((name) => installSystemPackage(name, log))) {
    const installed = CANDIDATES.find(hasPackages);
    if (installed !== undefined) return installed;
  }
  throw new Error('Training wants a Python with torch and onnx: apt-get install python3-torch python3-onnx libopenblas0-pthread, or pip install torch onnx.');
}

function hasPackages(python: string): boolean {
  return spawnSync(python, ['-c', 'import torch, onnx'], { stdio: 'ignore' }).status === 0;
}
