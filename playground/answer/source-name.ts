import type { Source } from '../../client-sdk/session/answer-part.ts';

/** @example sourceName('device') // 'This device' */
export function sourceName(source: Source): string {
  return source === 'device' ? 'This device' : 'Hosted';
}
