// Where a model's files are, and which of them one way of running it needs. Page and worker must agree on both.
import type { DeviceModel } from '../../../src/catalog/device-models.ts';
import type { FileSource } from './file-source.ts';

/** @param modelsUrl absolute, ends in a slash: shipped models lie below it. */
export function modelSource({ id, repository, revision }: Pick<DeviceModel, 'id' | 'repository' | 'revision'>, modelsUrl: string): FileSource {
  if (repository === undefined) return { kind: 'folder', baseUrl: `${modelsUrl}${encodeURIComponent(id)}/` };
  return { kind: 'hub', repository, revision: revision ?? 'main' };
}

/** `weightFiles('q4f16', 2)` → `onnx/model_q4f16.onnx`, `onnx/model_q4f16.onnx_data`, `onnx/model_q4f16.onnx_data_1` */
export function weightFiles(dtype: 'q4' | 'q4f16', externalDataChunks: number): readonly string[] {
  const graph = `onnx/model_${dtype}.onnx`;
  const chunks = Array.from({ length: externalDataChunks }, (_, index) => `${graph}_data${index === 0 ? '' : `_${index}`}`);
  return [graph, ...chunks];
}
