// What a query on the device needs is a chunk of its own: a page that never prepares a device never loads it. Loading the
// model loads it too (device-session.ts), so that a page without a network has it when the first question comes.
import { PhirstError } from '../../src/errors/phirst-error.ts';

/** A chunk that didn't arrive is asked for again the next time. */
export function loadDevicePath(): Promise<typeof import('./device-path.ts')> {
  return import('./device-path.ts').catch((cause: unknown) => {
    throw new PhirstError('device_failed', 'A part of Phirst’s files could not be loaded: check the connection.', { cause });
  });
}
