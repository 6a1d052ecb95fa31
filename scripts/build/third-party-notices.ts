import type { Metafile } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../project-paths.ts';
import { ortFolder } from './ort-runtime.ts';

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly text: string;
}

/** Its npm package carries no licence file; this is the one of its repository. */
const ONNX_RUNTIME_LICENSE = `MIT License

Copyright (c) Microsoft Corporation

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

ONNX Runtime's WebAssembly holds further software; its notices are those of ThirdPartyNotices.txt in
https://github.com/microsoft/onnxruntime.`;

/**
 * Names what the bundles hold of others, with their licences, and puts it beside them: who serves the files serves this.
 * What is in them is what esbuild says it took, not a list somebody keeps.
 */
export function writeThirdPartyNotices(metafiles: readonly Metafile[]): void {
  const folders = new Set([...metafiles.flatMap(packageFolders), ...withinTransformers(), join(ortFolder(), '..')]);
  const packages = [...folders].map(readPackage).sort((one, other) => (one.name < other.name ? -1 : 1));
  const sections = packages.map(({ name, version, license, text }) => `## ${name} ${version} (${license})\n\n\`\`\`\n${text.trim()}\n\`\`\``);
  const intro = '# Third-party notices\n\nThe files of this package hold the following software of others.';
  writeFileSync(inProject('dist/sdk/THIRD_PARTY_NOTICES.md'), `${[intro, ...sections].join('\n\n')}\n`);
}

/** `node_modules/a/node_modules/@b/c/dist/x.js` → the folder of `@b/c`; only inputs of which something was kept count. */
function packageFolders({ outputs }: Metafile): readonly string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
      return folder === undefined || bytesInOutput === 0 ? [] : [inProject(folder)];
    }),
  );
}

/** transformers.js publishes a bundle itself: what that holds of its maker's other packages, esbuild can't see. */
function withinTransformers(): readonly string[] {
  const { dependencies } = JSON.parse(readFileSync(inProject('node_modules/@huggingface/transformers/package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  return Object.keys(dependencies).filter((name) => name.startsWith('@huggingface/')).map((name) => inProject(`node_modules/${name}`));
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as BundledPackage;
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  if (file !== undefined) return { name, version, license, text: readFileSync(join(folder, file), 'utf8') };
  if (!name.startsWith('onnxruntime-')) throw new Error(`${name} is bundled and has no licence file: its notice must be written by hand.`);
  return { name, version, license, text: ONNX_RUNTIME_LICENSE };
}
