import { PhirstError } from '../../src/errors/phirst-error.ts';

/** The fault of a request at a path: `throw invalidRequest('n', 'this router gives one answer to a request')` */
export function invalidRequest(param: string, why: string): PhirstError {
  return new PhirstError('invalid_request', `${param}: ${why}`, { param });
}
