import { expect, test } from 'vitest';
import type { AnswerResult } from '../../client-sdk/session/answer-part.ts';
import { countAnswers } from './count-answers.ts';

const result = (source: AnswerResult['source'], isUnsure: boolean): AnswerResult => ({
  id: '1',
  text: '',
  source,
  model: 'test/model',
  finishReason: 'stop',
  reason: 'confident',
  isCalibrated: false,
  isUnsure,
  firstTokenMs: 0,
  totalMs: 0,
  usage: { inputTokens: 0, outputTokens: 0, costMicroUsd: 0, allHostedCostMicroUsd: 0 },
  trace: [],
});

test('counts what stayed on the device, and what of it is unsure', () => {
  const turns = [
    { result: result('device', false) },
    { result: result('device', true) },
    { result: result('hosted', true) },
    { result: undefined },
  ];
  expect(countAnswers(turns)).toEqual({ answered: 3, onDevice: 2, unsureOnDevice: 1 });
});
