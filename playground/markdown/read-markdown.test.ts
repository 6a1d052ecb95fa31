import { expect, test } from 'vitest';
import { readMarkdown } from './read-markdown.ts';

const read = (text: string) => readMarkdown(text).map(({ kind, from, to }) => `${kind}:${text.slice(from, to)}`);

test.each([
  ['', []],
  ['Plain.\nTwo lines.', ['text:Plain.\nTwo lines.']],
  ['Use `ls -l` here', ['text:Use ', 'code:ls -l', 'text: here']],
  ['**Paris** is it', ['bold:Paris', 'text: is it']],
  ['2**3**4 and 2 ** 3 ** 4', ['text:2**3**4 and 2 ** 3 ** 4']],
  ['An open ` and an open **bold', ['text:An open ` and an open **bold']],
  ['`**not bold**`', ['code:**not bold**']],
  ['Über**all**', ['text:Über**all**']],
])('inline: %j', (text, parts) => {
  expect(read(text)).toEqual(parts);
});

test.each([
  ['Look:\n```js\nlet a = `1`;\n\nlet b;\n```\nDone.', ['text:Look:', 'block:let a = `1`;\n\nlet b;', 'text:Done.']],
  ['Look:\n\n```\ncode\n```\n\n\nDone.\n', ['text:Look:', 'block:code', 'text:Done.\n']],
  ['```\na\n```\n```\nb\n```', ['block:a', 'block:b']],
  ['```\nonly code\n```', ['block:only code']],
  ['```py\nbeing writ', ['block:being writ']],
  ['Begun:\n```py', ['text:Begun:']],
  ['```\n```\nafter', ['text:after']],
  ['~~~~\n~~~\n~~~~', ['block:~~~']],
  ['```\n<img src=x onerror=alert(1)>\n```', ['block:<img src=x onerror=alert(1)>']],
  ['See ```this``` inline', ['text:See ', 'code:this', 'text: inline']],
])('blocks: %j', (text, parts) => {
  expect(read(text)).toEqual(parts);
});

test('reads long text in no time, whatever its marks', () => {
  const began = performance.now();
  for (const mark of ['*', '**', '`', '**a', '`\n', '```\n', '**a *']) readMarkdown(mark.repeat(30_000));
  expect(performance.now() - began).toBeLessThan(2_000);
});
