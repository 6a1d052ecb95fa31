// What one decoding step tells about how sure the model is. Signals are measured on the device and travel as data,
// so Math.exp is fine here; the decision itself uses src/numerics.

/** One generated token's signals, natural logarithms. */
export interface TokenSignal {
  /** Vocabulary id of the most likely token: the emitted one under greedy decoding. */
  readonly tokenId: number;
  /** ln p of that token. */
  readonly logProb: number;
  /** p of the most likely minus p of the second, in [0, 1]. */
  readonly margin: number;
  /** −Σ p ln p, in nats. */
  readonly entropy: number;
}

/**
 * Reads one step's logits in two passes: the top two, then the partition function and the entropy.
 * `lse = m + ln Σ e^(z−m)`, `ln p = z − lse`, `H = lse − Σ p z`.
 *
 * `readTokenSignal([2, 1, 0.1])` → logProb −0.4170300162778333, margin 0.4165681681812541, entropy 0.8467381787602519.
 *
 * @param logits one row, vocabulary long, as the sampler sees it (greedy, temperature 1). NaN anywhere makes all three NaN.
 */
export function readTokenSignal(logits: ArrayLike<number>): TokenSignal {
  let best = -Infinity;
  let second = -Infinity;
  let tokenId = -1;
  for (let index = 0; index < logits.length; index++) {
    const value = logits[index] as number;
    if (value > best) {
      second = best;
      best = value;
      tokenId = index;
    } else if (value > second) second = value;
  }
  let partition = 0;
  let weighted = 0;
  for (let index = 0; index < logits.length; index++) {
    const distance = (logits[index] as number) - best;
    // e^-40 is below double precision's share of a partition that is at least 1.
    if (distance < -40) continue;
    const weight = Math.exp(distance);
    partition += weight;
    weighted += weight * distance;
  }
  const logPartition = Math.log(partition);
  return {
    tokenId,
    logProb: -logPartition,
    margin: (1 - Math.exp(second - best)) / partition,
    entropy: logPartition - weighted / partition,
  };
}
