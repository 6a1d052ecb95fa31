import type { Turn } from './turn.ts';

export interface AnswerCounts {
  readonly answered: number;
  readonly onDevice: number;
  /** Of those on the device, the ones nothing vouches for. */
  readonly unsureOnDevice: number;
}

export function countAnswers(turns: readonly Pick<Turn, 'result'>[]): AnswerCounts {
  const results = turns.flatMap(({ result }) => (result ? [result] : []));
  const onDevice = results.filter(({ source }) => source === 'device');
  return {
    answered: results.length,
    onDevice: onDevice.length,
    unsureOnDevice: onDevice.filter(({ isUnsure }) => isUnsure).length,
  };
}
