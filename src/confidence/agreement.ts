// Several samples of one answer: how far they agree in meaning (semantic entropy; Farquhar et al., Nature 2024).
import { ln } from '../numerics/ln.ts';

/**
 * Entropy over clusters of the same meaning, in nats: 0 where all samples say the same.
 *
 * @param clusters which cluster each sample fell into
 * @param probabilities of the samples, if known: clusters then weigh as much as they do; else all count alike
 * @example semanticEntropy([0, 0, 0, 1, 2]) // 0.9502705392332347
 */
export function semanticEntropy(clusters: readonly number[], probabilities: readonly number[] = clusters.map(() => 1)): number {
  const total = probabilities.reduce((sum, p) => sum + p, 0);
  const mass = new Map<number, number>();
  clusters.forEach((cluster, index) => mass.set(cluster, (mass.get(cluster) ?? 0) + (probabilities[index] ?? 0) / total));
  return -[...mass.values()].reduce((sum, p) => (p > 0 ? sum + p * ln(p) : sum), 0);
}
