// A calibration's name is the hash of what it says.
import { canonicalJson } from '../policy/canonical-json.ts';
import { hashInHex, type Sha256 } from '../policy/policy-hash.ts';
import type { Calibration } from './calibration.ts';

/** Of the document without its name, numbers as they are written: `await calibrationId(calibration, sha256) === calibration.id` */
export function calibrationId(calibration: Omit<Calibration, 'id'> & { readonly id?: string }, sha256: Sha256): Promise<string> {
  const { id: _, ...content } = calibration;
  return hashInHex(canonicalJson(JSON.parse(JSON.stringify(content))), sha256);
}
