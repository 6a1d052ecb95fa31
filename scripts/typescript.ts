import { spawn } from 'node:child_process';
import { projectRoot, inProject } from './project-paths.ts';

export function runTypeScript(parameters: string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inProject('node_modules/typescript/bin/tsc'), ...parameters], {
      cwd: projectRoot,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output: output.trim() }));
  });
}
