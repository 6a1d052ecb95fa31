// The shipped model in Node, from the files that ship.
import { fileURLToPath } from 'node:url';
import {
  AutoModelForCausalLM,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
} from '@huggingface/transformers';

const MODEL = 'phi-3-nano';

function useShippedFiles(): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = fileURLToPath(new URL('../../models/', import.meta.url));
}

export function loadNanoTokenizer(): Promise<PreTrainedTokenizer> {
  useShippedFiles();
  return AutoTokenizer.from_pretrained(MODEL);
}

/** On one thread, as in a worker: it answers within milliseconds. */
export function loadNanoModel(): Promise<PreTrainedModel> {
  useShippedFiles();
  const session_options = { intraOpNumThreads: 1 };
  return AutoModelForCausalLM.from_pretrained(MODEL, { device: 'cpu', dtype: 'q4', session_options });
}
