import { expect, test } from 'vitest';
import { modelFileUrl, modelLocation } from './model-location.ts';

test('a shipped model lies in its folder beside the app', () => {
  const location = modelLocation({ id: 'phi-3-nano' }, 'https://app.example/models/');
  expect(modelFileUrl(location, 'config.json')).toBe('https://app.example/models/phi-3-nano/config.json');
});

test('a model of the hub is asked for at its revision', () => {
  const location = modelLocation({ id: 'mini', repository: 'someone/mini', revision: 'refs/pr/1' }, '');
  expect(modelFileUrl(location, 'onnx/model_q4.onnx')).toBe(
    'https://huggingface.co/someone/mini/resolve/refs%2Fpr%2F1/onnx/model_q4.onnx',
  );
});
