// What one decoding step tells about how sure the model is. Signals are measured on the device and travel as data,
// so Math.log is fine here; the decision itself uses src/numerics, whose loops return numbers on the heap.
import { BUCKETS_PER_NAT, CURVE, EXP_AT_BUCKET, LAST_BUCKET } from './exp-table.ts';

/** One generated token's signals, natural logarithms. */
export interface TokenSignal {
  /** Vocabulary id of the most likely token: the emitted one under greedy decoding. −1 where the logits can't be read. */
  readonly tokenId: number;
  /** ln p of that token. */
  readonly logProb: number;
  /** p of the most likely minus p of the second, in [0, 1]. */
  readonly margin: number;
  /** −Σ p ln p, in nats. */
  readonly entropy: number;
}

/** A signal that can be written again at the next step. */
export type ReusableTokenSignal = { -readonly [Field in keyof TokenSignal]: TokenSignal[Field] };

/** NaN, not 0: engines then keep the three as floating-point fields, which they overwrite without allocating. */
export function blankTokenSignal(): ReusableTokenSignal {
  return { tokenId: -1, logProb: NaN, margin: NaN, entropy: NaN };
}

/**
 * Reads one step's logits in two passes: the top two, then the partition function and the entropy.
 * With x = z_max − z: `ln p = −ln Σ e^−x`, `H = ln Σ e^−x + Σ p x`. Every output is within 1e-9 of exact arithmetic
 * (exp-table.ts says why), the probability of the first token never above 1.
 *
 * `readTokenSignal([2, 1, 0.1])` → logProb −0.4170300162778333, margin 0.4165681681812541, entropy 0.8467381787602519,
 * all but the last few digits.
 *
 * @param logits one row, vocabulary long, as the sampler sees it (greedy, temperature 1). −Infinity is a masked token;
 *   NaN or +Infinity anywhere, or nothing that isn't masked, makes all three NaN.
 * @param signal is written and returned: pass the same one at each step, and a step allocates nothing.
 */
export function readTokenSignal(logits: ArrayLike<number>, signal = blankTokenSignal()): ReusableTokenSignal {
  const length = logits.length;
  let best = -Infinity;
  let second = -Infinity;
  let tokenId = -1;
  for (let index = 0; index < length; index++) {
    const value = logits[index] as number;
    // One comparison a token, nearly always true; written so that NaN comes in here as well.
    if (value <= second) continue;
    if (value !== value) return unreadable(signal);
    if (value > best) {
      second = best;
      best = value;
      tokenId = index;
    } else second = value;
  }
  if (!(best < Infinity && best > -Infinity)) return unreadable(signal);

  // Locals: an engine reads an imported name anew each time around.
  const table = EXP_AT_BUCKET;
  const scale = BUCKETS_PER_NAT;
  const end = LAST_BUCKET;
  const { linear, quadratic, cubic } = CURVE;
  // One accumulator each: unrolling over two or four was slower wherever it was measured.
  let partition = 0;
  let weighted = 0;
  for (let index = 0; index < length; index++) {
    const position = (best - (logits[index] as number)) * scale;
    // Not `continue`: V8 makes a loop of that which takes a fifth longer.
    if (position < end) {
      const bucket = position | 0;
      const within = position - bucket;
      const curve = 1 + within * linear + within * within * (quadratic + within * cubic);
      const weight = (table[bucket] as number) * curve;
      partition += weight;
      weighted += weight * position;
    }
  }
  const logPartition = Math.log(partition);
  signal.tokenId = tokenId;
  // 0 − x, not −x: a certain token has the log-probability 0, not −0.
  signal.logProb = 0 - logPartition;
  signal.margin = (0 - Math.expm1(second - best)) / partition;
  signal.entropy = logPartition + weighted / (scale * partition);
  return signal;
}

function unreadable(signal: ReusableTokenSignal): ReusableTokenSignal {
  signal.tokenId = -1;
  signal.logProb = NaN;
  signal.margin = NaN;
  signal.entropy = NaN;
  return signal;
}
