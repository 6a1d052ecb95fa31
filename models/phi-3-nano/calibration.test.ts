import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { calibrationId } from '../../src/calibration/calibration-id.ts';
import { parseCalibration } from '../../src/calibration/parse-calibration.ts';
import { resolvePromise } from '../../src/deferral/resolve-promise.ts';

const fileOf = (name: string) => readFileSync(new URL(name, import.meta.url));
const sha256 = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));

it('the shipped calibration is of the shipped weights (`npm run nano:calibrate` writes it), and carries the usual promises', async () => {
  const parsed = parseCalibration(JSON.parse(fileOf('calibration.json').toString()));
  if (!parsed.ok) throw new Error(parsed.error);
  const calibration = parsed.value;
  expect(calibration).toMatchObject({ model: 'phi-3-nano', dtype: 'q4', revision: createHash('sha256').update(fileOf('onnx/model_q4.onnx')).digest('hex') });
  expect(await calibrationId(calibration, sha256)).toBe(calibration.id);
  expect([calibration.short, calibration.long, calibration.watch].every((part) => part !== undefined)).toBe(true);
  for (const promise of [{ wrongKept: 0.05 }, { wrongAmongKept: 0.1 }, { shareHosted: 0.3 }]) expect(resolvePromise(promise, calibration.curve).refused).toBeUndefined();
});
