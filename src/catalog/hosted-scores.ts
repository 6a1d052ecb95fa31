// What was published about hosted models, by catalog name. A policy's model names its entry with `catalog`.
import { findDeviceModel } from './device-models.ts';
import type { PublishedScore } from './published-score.ts';

const PHI_3_CARD = 'Phi-3-mini-4k-instruct evaluation, Azure AI model catalog';
const PHI_3_MEDIUM_CARD = 'Phi-3-medium-128k-instruct evaluation, Azure AI model catalog';
const PHI_3_REPORT = 'Phi-3 Technical Report, arXiv:2404.14219, abstract';
const PHI_35_CARD = 'Phi-3.5-mini-instruct model card, multilingual table';
const MIXTRAL_PAPER = 'Mixtral of Experts, arXiv:2401.04088';
const PHI_4_CARD = 'phi-4 model card, its first table (later revised)';
const GPT_4O_MINI_PAGE = 'OpenAI’s announcement of GPT-4o mini';
const GPT_4_REPORT = 'GPT-4 Technical Report, arXiv:2303.08774';

export const HOSTED_SCORES: Readonly<Record<string, readonly PublishedScore[]>> = {
  'gpt-3.5-turbo': [
    { benchmark: 'MMLU', score: 0.714, protocol: '5-shot', source: PHI_3_CARD },
    { benchmark: 'MMLU', score: 0.7, protocol: '5-shot', source: GPT_4_REPORT },
    { benchmark: 'TriviaQA', score: 0.858, protocol: '5-shot', source: PHI_3_CARD },
    { benchmark: 'GSM8K', score: 0.571, protocol: '5-shot', source: GPT_4_REPORT },
    { benchmark: 'GSM8K', score: 0.781, protocol: '8-shot, chain of thought', source: PHI_3_CARD },
    { benchmark: 'HumanEval', score: 0.481, protocol: '0-shot', source: GPT_4_REPORT },
    { benchmark: 'HumanEval', score: 0.622, protocol: '0-shot', source: PHI_3_CARD },
    { benchmark: 'GPQA', score: 0.308, protocol: '0-shot', source: PHI_3_CARD },
  ],
  'mixtral-8x7b': [
    { benchmark: 'MMLU', score: 0.706, protocol: '5-shot', source: MIXTRAL_PAPER },
    { benchmark: 'MMLU', score: 0.705, protocol: '5-shot', source: PHI_3_CARD },
    { benchmark: 'TriviaQA', score: 0.822, protocol: '5-shot', source: PHI_3_CARD },
    { benchmark: 'GSM8K', score: 0.584, protocol: '5-shot', source: MIXTRAL_PAPER },
    { benchmark: 'GSM8K', score: 0.647, protocol: '8-shot, chain of thought', source: PHI_3_CARD },
    { benchmark: 'HumanEval', score: 0.402, protocol: '0-shot', source: MIXTRAL_PAPER },
    { benchmark: 'HumanEval', score: 0.378, protocol: '0-shot', source: PHI_3_CARD },
  ],
  'mistral-7b': [
    { benchmark: 'MMLU', score: 0.617, protocol: '5-shot', source: PHI_3_CARD },
    { benchmark: 'TriviaQA', score: 0.752, protocol: '5-shot', source: PHI_3_CARD },
    { benchmark: 'GSM8K', score: 0.464, protocol: '8-shot, chain of thought', source: PHI_3_CARD },
    { benchmark: 'HumanEval', score: 0.28, protocol: '0-shot', source: PHI_3_CARD },
  ],
  'llama-3-8b': [
    { benchmark: 'MMLU', score: 0.665, protocol: '5-shot', source: PHI_3_CARD },
    { benchmark: 'TriviaQA', score: 0.677, protocol: '5-shot', source: PHI_3_CARD },
    { benchmark: 'GSM8K', score: 0.774, protocol: '8-shot, chain of thought', source: PHI_3_CARD },
    { benchmark: 'HumanEval', score: 0.604, protocol: '0-shot', source: PHI_3_CARD },
  ],
  'llama-2-7b': [
    { benchmark: 'MMLU', score: 0.444, protocol: '5-shot', source: `${MIXTRAL_PAPER}, table 2` },
    { benchmark: 'TriviaQA', score: 0.566, protocol: '5-shot', source: `${MIXTRAL_PAPER}, table 2` },
    { benchmark: 'GSM8K', score: 0.16, protocol: '8-shot, majority of 8', source: `${MIXTRAL_PAPER}, table 2` },
    { benchmark: 'MATH', score: 0.039, protocol: '4-shot, majority of 4', source: `${MIXTRAL_PAPER}, table 2` },
    { benchmark: 'HumanEval', score: 0.116, protocol: '0-shot', source: `${MIXTRAL_PAPER}, table 2` },
  ],
  'phi-3-small': [
    { benchmark: 'MMLU', score: 0.75, protocol: 'not said', source: PHI_3_REPORT },
    { benchmark: 'MT-Bench', score: 0.87, protocol: 'not said', source: PHI_3_REPORT },
  ],
  'phi-3-medium': [
    { benchmark: 'MMLU', score: 0.78, protocol: 'not said', source: PHI_3_REPORT },
    { benchmark: 'MT-Bench', score: 0.89, protocol: 'not said', source: PHI_3_REPORT },
    { benchmark: 'MMLU', score: 0.766, protocol: '5-shot', source: PHI_3_MEDIUM_CARD },
    { benchmark: 'TriviaQA', score: 0.739, protocol: '5-shot', source: PHI_3_MEDIUM_CARD },
    { benchmark: 'GSM8K', score: 0.875, protocol: '8-shot, chain of thought', source: PHI_3_MEDIUM_CARD },
    { benchmark: 'HumanEval', score: 0.585, protocol: '0-shot', source: PHI_3_MEDIUM_CARD },
  ],
  'llama-3-70b': [
    { benchmark: 'MMLU', score: 0.802, protocol: '5-shot', source: PHI_3_MEDIUM_CARD },
    { benchmark: 'TriviaQA', score: 0.785, protocol: '5-shot', source: PHI_3_MEDIUM_CARD },
    { benchmark: 'GSM8K', score: 0.935, protocol: '8-shot, chain of thought', source: PHI_3_MEDIUM_CARD },
    { benchmark: 'HumanEval', score: 0.787, protocol: '0-shot', source: PHI_3_MEDIUM_CARD },
  ],
  'gpt-4-turbo': [
    { benchmark: 'MMLU', score: 0.84, protocol: '5-shot', source: PHI_3_MEDIUM_CARD },
    { benchmark: 'TriviaQA', score: 0.733, protocol: '5-shot', source: PHI_3_MEDIUM_CARD },
    { benchmark: 'GSM8K', score: 0.942, protocol: '8-shot, chain of thought', source: PHI_3_MEDIUM_CARD },
    { benchmark: 'HumanEval', score: 0.799, protocol: '0-shot', source: PHI_3_MEDIUM_CARD },
  ],
  // The same weights answer on a device or behind a router.
  'phi-3-mini': findDeviceModel('phi-3-mini-4k')?.scores ?? [],
  'phi-3.5-mini': findDeviceModel('phi-3.5-mini')?.scores ?? [],
  'phi-3.5-moe': [
    { benchmark: 'MMLU', score: 0.796, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'GPQA', score: 0.354, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'MATH', score: 0.6, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'HumanEval', score: 0.628, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
  ],
  'phi-4': [
    { benchmark: 'MMLU', score: 0.852, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'GPQA', score: 0.581, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'MATH', score: 0.8, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'HumanEval', score: 0.856, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
  ],
  'llama-3.1-70b': [
    { benchmark: 'MMLU', score: 0.805, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'GPQA', score: 0.45, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'MATH', score: 0.53, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'HumanEval', score: 0.75, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
  ],
  'gpt-4o': [
    { benchmark: 'MMLU', score: 0.88, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'GPQA', score: 0.525, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'MATH', score: 0.746, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'HumanEval', score: 0.917, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
  ],
  'gpt-4o-mini': [
    { benchmark: 'MMLU', score: 0.772, protocol: '5-shot', source: 'Phi-4-mini-instruct model card' },
    { benchmark: 'MMLU', score: 0.809, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'GPQA', score: 0.374, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'GPQA', score: 0.402, protocol: 'accuracy', source: GPT_4O_MINI_PAGE },
    { benchmark: 'MATH', score: 0.722, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'HumanEval', score: 0.861, protocol: 'OpenAI’s simple-evals', source: PHI_4_CARD },
    { benchmark: 'HumanEval', score: 0.872, protocol: 'pass@1', source: GPT_4O_MINI_PAGE },
    { benchmark: 'Multilingual-MMLU', score: 0.729, protocol: '5-shot', source: PHI_35_CARD },
  ],
};
