// A calibration from its file, held against its own name.
import type { Calibration } from '../../src/calibration/calibration.ts';
import { calibrationId } from '../../src/calibration/calibration-id.ts';
import { parseCalibration } from '../../src/calibration/parse-calibration.ts';
import { failure } from '../output/command-failure.ts';
import type { Terminal } from '../output/terminal.ts';
import { readTextFile } from '../policy-file/read-text-file.ts';
import { sha256 } from '../policy-file/sha256.ts';

/** @throws CommandFailure with what is wrong with it */
export async function readCalibration(file: string, terminal: Terminal): Promise<Calibration> {
  let document: unknown;
  try {
    document = JSON.parse(await readTextFile(file, terminal));
  } catch (error) {
    if (error instanceof SyntaxError) throw failure(`${file} is no JSON: ${error.message}.`);
    throw error;
  }
  const parsed = parseCalibration(document);
  if (!parsed.ok) throw failure(`${file} is no calibration: ${parsed.error}.`);
  if ((await calibrationId(parsed.value, sha256)) !== parsed.value.id) throw failure(`${file} was changed by hand: its content isn’t what its id says. Fit it again.`);
  return parsed.value;
}
