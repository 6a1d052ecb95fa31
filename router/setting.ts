// Settings as they arrive. Secrets and .dev.vars are texts, but [vars] of a wrangler.toml may hold whatever TOML can.
import { err, ok, type Result } from '../src/result.ts';

/** What TOML and JSON can make of a setting; we read texts, numbers and lists of them. */
export type Setting = string | number | boolean | readonly unknown[] | object | undefined;

/** Trimmed; undefined for an empty one. `textSetting('PROVIDER_NAME', ' groq ')` → { ok: true, value: 'groq' } */
export function textSetting(name: string, setting: Setting): Result<string | undefined, string> {
  if (setting === undefined || setting === null) return ok(undefined);
  if (!isScalar(setting)) return err(`${name} must be one text or number.`);
  return ok(String(setting).trim() || undefined);
}

/** A list, or a text with commas between. `listSetting('PHIRST_KEYS', ' one, two,')` → { ok: true, value: ['one', 'two'] } */
export function listSetting(name: string, setting: Setting): Result<string[], string> {
  if (setting === undefined || setting === null) return ok([]);
  const entries: readonly unknown[] = Array.isArray(setting) ? setting : [setting];
  if (!entries.every(isScalar)) return err(`${name} must be a text with commas between its entries, or a list of texts.`);
  const texts = entries.flatMap((entry) => String(entry).split(','));
  return ok(texts.map((entry) => entry.trim()).filter((entry) => entry !== ''));
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
