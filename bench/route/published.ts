// RouteLLM's published figures for its own pair, Mixtral-8x7B → GPT-4-1106 (arXiv 2406.18665, tables 1–3): their best router
// with and without extra labels. Printed beside ours; nothing is compared with them by a test.

interface Published {
  readonly router: string;
  readonly source: string;
  readonly apgr: number;
  readonly cpt50: number;
  readonly cpt80: number;
}

export const PUBLISHED: readonly Published[] = [
  { router: 'RouteLLM MF (arena)', source: 'routellm-mmlu', apgr: 0.524, cpt50: 0.45, cpt80: 0.7686 },
  { router: 'RouteLLM SW (arena + gold)', source: 'routellm-mmlu', apgr: 0.603, cpt50: 0.354, cpt80: 0.7155 },
  { router: 'RouteLLM causal LLM 8B (arena + gold)', source: 'routellm-mmlu', apgr: 0.6, cpt50: 0.3549, cpt80: 0.7031 },
  { router: 'RouteLLM MF (arena)', source: 'routellm-gsm8k', apgr: 0.475, cpt50: 0.5359, cpt80: 0.8524 },
  { router: 'RouteLLM causal LLM 8B (arena + judge)', source: 'routellm-gsm8k', apgr: 0.622, cpt50: 0.3364, cpt80: 0.6326 },
  { router: 'RouteLLM SW (arena)', source: 'routellm-mtbench', apgr: 0.61, cpt50: 0.3785, cpt80: 0.5899 },
  { router: 'RouteLLM MF (arena + judge)', source: 'routellm-mtbench', apgr: 0.802, cpt50: 0.134, cpt80: 0.3131 },
];
