import { expect, test } from 'vitest';
import { modelSource, weightFiles } from './model-source.ts';

test('a shipped model lies in its folder beside the app', () => {
  expect(modelSource({ id: 'phi-3-nano' }, 'https://app.example/models/')).toEqual({
    kind: 'folder',
    baseUrl: 'https://app.example/models/phi-3-nano/',
  });
});

test('a model of the hub is asked for at its revision', () => {
  const source = modelSource({ id: 'mini', repository: 'someone/mini', revision: 'refs/pr/1' }, '');
  expect(source).toEqual({ kind: 'hub', repository: 'someone/mini', revision: 'refs/pr/1' });
});

test('weights are the graph and the files beside it', () => {
  expect(weightFiles('q4', 0)).toEqual(['onnx/model_q4.onnx']);
  expect(weightFiles('q4f16', 2)).toEqual(['onnx/model_q4f16.onnx', 'onnx/model_q4f16.onnx_data', 'onnx/model_q4f16.onnx_data_1']);
});
