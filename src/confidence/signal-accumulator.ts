// Token signals → answer signals, one token at a time, in constant memory; two stretches of one answer can be joined.
//
// Every number that is summed is first rounded to a multiple of 2^-36 (1.5e-11). Sums of such numbers are exact up to 131,072
// nats, whatever their order, so the accumulator of a joined stream equals the joined accumulators bit for bit. Quantiles are
// exact (numpy's type 7) up to EXACT_TOKENS and within SKETCH_ERROR of the true ones beyond; the least three are always exact.
import { ln } from '../numerics/ln.ts';
import type { AnswerSignals } from './answer-signals.ts';
import { addToSketch, createQuantileSketch, rankInSketch, type QuantileSketch } from './quantile-sketch.ts';
import type { TokenSignal } from './token-signal.ts';

/** Tokens in the sliding window whose weakest position stands for a long answer (science: 32–64 for chat). */
export const WINDOW_TOKENS = 32;
/** Answers up to this length have exact quantiles. */
export const EXACT_TOKENS = 128;

/** A token below this probability is one that the model wasn't sure of. */
export const UNSURE_BELOW = 0.9;

const UNSURE_LOG_PROB = ln(UNSURE_BELOW);
const QUANTUM = 2 ** 36;
/** Bits by which repeated three-token sequences are known; a power of two. */
const SEQUENCE_BITS = 16_384;

/** Streaming accumulator: `add` each token, read `signals()` at any time. */
export interface SignalAccumulator {
  add(signal: TokenSignal): void;
  signals(): AnswerSignals;
}

/**
 * @example
 * const accumulator = createSignalAccumulator();
 * accumulator.add({ tokenId: 5, logProb: -0.1, margin: 0.8, entropy: 0.3 });
 * accumulator.signals().sumLogProb; // -0.1, but for the eleventh digit
 */
export function createSignalAccumulator(): SignalAccumulator {
  return new Accumulator();
}

/**
 * The accumulator of `one`'s tokens followed by `other`'s: it goes on from there, and neither of the two is changed.
 *
 * @example joinAccumulators(firstHalf, secondHalf).signals() // those of the whole answer
 */
export function joinAccumulators(one: SignalAccumulator, other: SignalAccumulator): SignalAccumulator {
  if (!(one instanceof Accumulator && other instanceof Accumulator)) throw new TypeError('Only accumulators of createSignalAccumulator can be joined.');
  return Accumulator.join(one, other);
}

function toQuantum(value: number): number {
  return Math.round(value * QUANTUM) / QUANTUM;
}

function bitOf(first: number, second: number, third: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(third, 0xc2b2ae35);
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 18;
}

class Accumulator implements SignalAccumulator {
  #tokens = 0;
  #isReadable = true;
  #sumLogProb = 0;
  /** The three least likely tokens' ln p, rising; Infinity where there is none yet. */
  #minLogProb = Infinity;
  #secondLogProb = Infinity;
  #thirdLogProb = Infinity;
  #unsureTokens = 0;
  #sumMargin = 0;
  #minMargin = 1;
  #sumEntropy = 0;
  #maxEntropy = 0;
  #windowSum = 0;
  #lowestWindow = 0;
  /** The first tokens' ln p, for windows that begin in a stretch before this one. */
  readonly #head = new Float64Array(WINDOW_TOKENS);
  /** The last ones', in a ring: that of token i is at i modulo its length. */
  readonly #tail = new Float64Array(WINDOW_TOKENS);
  /** Ascending, up to EXACT_TOKENS of them; the sketch takes over from there. */
  readonly #sorted = new Float64Array(EXACT_TOKENS);
  #sketch: QuantileSketch | undefined;
  readonly #seen = new Int32Array(SEQUENCE_BITS / 32);
  #distinctBits = 0;
  #firstIds: readonly number[] = [];
  #previousId = 0;
  #lastId = 0;

  add({ tokenId, logProb: exactLogProb, margin, entropy }: TokenSignal): void {
    const logProb = toQuantum(exactLogProb);
    const index = this.#tokens;
    const slot = index % WINDOW_TOKENS;
    // A step that could not be read must not look sure.
    if (logProb + margin + entropy !== logProb + margin + entropy) this.#isReadable = false;
    this.#windowSum += logProb - (this.#tail[slot] as number);
    this.#tail[slot] = logProb;
    if (index < WINDOW_TOKENS) this.#head[index] = logProb;
    if (this.#windowSum < this.#lowestWindow) this.#lowestWindow = this.#windowSum;
    if (logProb < this.#thirdLogProb) this.#lower(logProb);
    this.#sumLogProb += logProb;
    if (logProb < UNSURE_LOG_PROB) this.#unsureTokens++;
    const roundedMargin = toQuantum(margin);
    this.#sumMargin += roundedMargin;
    if (roundedMargin < this.#minMargin) this.#minMargin = roundedMargin;
    const rounded = toQuantum(entropy);
    this.#sumEntropy += rounded;
    if (rounded > this.#maxEntropy) this.#maxEntropy = rounded;
    this.#rank(logProb, index);
    if (index < 2) this.#firstIds = [...this.#firstIds, tokenId];
    else this.#mark(bitOf(this.#previousId, this.#lastId, tokenId));
    this.#previousId = this.#lastId;
    this.#lastId = tokenId;
    this.#tokens = index + 1;
  }

  signals(): AnswerSignals {
    const tokens = this.#tokens;
    const perToken = tokens === 0 ? 0 : 1 / tokens;
    const orNaN = (value: number) => (this.#isReadable ? value : NaN);
    return {
      tokens,
      sumLogProb: orNaN(this.#sumLogProb),
      minLogProb: orNaN(tokens === 0 ? 0 : this.#minLogProb),
      secondLogProb: orNaN(tokens === 0 ? 0 : tokens < 2 ? this.#minLogProb : this.#secondLogProb),
      thirdLogProb: orNaN(tokens === 0 ? 0 : tokens < 2 ? this.#minLogProb : tokens < 3 ? this.#secondLogProb : this.#thirdLogProb),
      firstLogProb: orNaN(this.#head[0] as number),
      unsureTokens: this.#unsureTokens,
      lowestWindowLogProb: orNaN(this.#lowestWindow),
      meanLogProb: orNaN(this.#sumLogProb * perToken),
      logProbQ10: orNaN(this.#quantile(0.1)),
      logProbQ25: orNaN(this.#quantile(0.25)),
      logProbQ50: orNaN(this.#quantile(0.5)),
      tailLogProb: orNaN(tokens === 0 ? 0 : this.#windowSum / (tokens < WINDOW_TOKENS ? tokens : WINDOW_TOKENS)),
      meanMargin: orNaN(this.#sumMargin * perToken),
      minMargin: orNaN(tokens === 0 ? 0 : this.#minMargin),
      meanEntropy: orNaN(this.#sumEntropy * perToken),
      maxEntropy: orNaN(this.#maxEntropy),
      repeatedShare: this.#repeatedShare(),
    };
  }

  /** One that is less likely than the third least. Equal ones count each. */
  #lower(logProb: number): void {
    if (logProb < this.#secondLogProb) {
      this.#thirdLogProb = this.#secondLogProb;
      if (logProb < this.#minLogProb) {
        this.#secondLogProb = this.#minLogProb;
        this.#minLogProb = logProb;
      } else this.#secondLogProb = logProb;
    } else this.#thirdLogProb = logProb;
  }

  #rank(logProb: number, index: number): void {
    if (index < EXACT_TOKENS) {
      let place = index;
      while (place > 0 && (this.#sorted[place - 1] as number) > logProb) {
        this.#sorted[place] = this.#sorted[place - 1] as number;
        place--;
      }
      this.#sorted[place] = logProb;
      return;
    }
    addToSketch(this.#sketched(), logProb);
  }

  #sketched(): QuantileSketch {
    if (this.#sketch) return this.#sketch;
    this.#sketch = createQuantileSketch();
    for (let place = 0; place < this.#tokens && place < EXACT_TOKENS; place++) addToSketch(this.#sketch, this.#sorted[place] as number);
    return this.#sketch;
  }

  /** numpy's type 7. */
  #quantile(share: number): number {
    if (this.#tokens === 0) return 0;
    const position = (this.#tokens - 1) * share;
    const rank = Math.floor(position);
    const below = this.#ranked(rank);
    return position === rank ? below : below + (position - rank) * (this.#ranked(rank + 1) - below);
  }

  #ranked(rank: number): number {
    return this.#sketch ? rankInSketch(this.#sketch, rank) : (this.#sorted[rank] as number);
  }

  #mark(bit: number): void {
    const word = bit >> 5;
    const mask = 1 << (bit & 31);
    if (((this.#seen[word] as number) & mask) !== 0) return;
    this.#seen[word] = (this.#seen[word] as number) | mask;
    this.#distinctBits++;
  }

  /** How many different sequences there were follows from how many bits are set (linear counting). */
  #repeatedShare(): number {
    const sequences = this.#tokens - 2;
    if (sequences < 1) return 0;
    const free = SEQUENCE_BITS - this.#distinctBits;
    const distinct = free === 0 ? sequences : -SEQUENCE_BITS * ln(free / SEQUENCE_BITS);
    return distinct < sequences ? 1 - distinct / sequences : 0;
  }

  /** ln p of the last tokens, oldest first. */
  #tailInOrder(): readonly number[] {
    const count = Math.min(this.#tokens, WINDOW_TOKENS);
    return Array.from({ length: count }, (_, index) => this.#tail[(this.#tokens - count + index) % WINDOW_TOKENS] as number);
  }

  #lastIds(): readonly number[] {
    return [this.#previousId, this.#lastId].slice(Math.max(0, 2 - this.#tokens));
  }

  static join(one: Accumulator, other: Accumulator): Accumulator {
    const joined = new Accumulator();
    joined.#tokens = one.#tokens + other.#tokens;
    joined.#isReadable = one.#isReadable && other.#isReadable;
    joined.#sumLogProb = one.#sumLogProb + other.#sumLogProb;
    for (const least of [one.#minLogProb, one.#secondLogProb, one.#thirdLogProb, other.#minLogProb, other.#secondLogProb, other.#thirdLogProb]) {
      if (least < joined.#thirdLogProb) joined.#lower(least);
    }
    joined.#unsureTokens = one.#unsureTokens + other.#unsureTokens;
    joined.#minMargin = Math.min(one.#minMargin, other.#minMargin);
    joined.#sumMargin = one.#sumMargin + other.#sumMargin;
    joined.#sumEntropy = one.#sumEntropy + other.#sumEntropy;
    joined.#maxEntropy = Math.max(one.#maxEntropy, other.#maxEntropy);
    joined.#joinWindows(one, other);
    joined.#joinQuantiles(one, other);
    joined.#joinSequences(one, other);
    return joined;
  }

  #joinWindows(one: Accumulator, other: Accumulator): void {
    const before = one.#tailInOrder();
    const after = Array.from(other.#head.subarray(0, Math.min(other.#tokens, WINDOW_TOKENS)));
    // A window that lies in `other` alone, but not full there, reaches back into `one`, where it is no higher: ln p ≤ 0.
    this.#lowestWindow = Math.min(one.#lowestWindow, other.#lowestWindow);
    const across = [...before, ...after];
    for (let end = before.length; end < across.length; end++) {
      const sum = across.slice(Math.max(0, end - WINDOW_TOKENS + 1), end + 1).reduce((total, logProb) => total + logProb, 0);
      this.#lowestWindow = Math.min(this.#lowestWindow, sum);
    }
    const first = [...one.#head.subarray(0, Math.min(one.#tokens, WINDOW_TOKENS)), ...after].slice(0, WINDOW_TOKENS);
    this.#head.set(first);
    const last = [...before, ...other.#tailInOrder()].slice(-WINDOW_TOKENS);
    last.forEach((logProb, index) => {
      this.#tail[(this.#tokens - last.length + index) % WINDOW_TOKENS] = logProb;
      this.#windowSum += logProb;
    });
  }

  #joinQuantiles(one: Accumulator, other: Accumulator): void {
    if (this.#tokens <= EXACT_TOKENS) {
      this.#sorted.set([...one.#sorted.subarray(0, one.#tokens), ...other.#sorted.subarray(0, other.#tokens)].toSorted((a, b) => a - b));
      return;
    }
    this.#sketch = createQuantileSketch();
    for (const part of [one, other]) {
      if (part.#sketch) part.#sketch.forEach((count, bucket) => ((this.#sketch as QuantileSketch)[bucket] = ((this.#sketch as QuantileSketch)[bucket] as number) + count));
      else for (const logProb of part.#sorted.subarray(0, part.#tokens)) addToSketch(this.#sketch, logProb);
    }
  }

  #joinSequences(one: Accumulator, other: Accumulator): void {
    for (const part of [one, other]) {
      part.#seen.forEach((word, index) => {
        for (let bits = word; bits !== 0; bits &= bits - 1) this.#mark(index * 32 + 31 - Math.clz32(bits & -bits));
      });
    }
    const across = [...one.#lastIds(), ...other.#firstIds];
    for (let end = 2; end < across.length; end++) this.#mark(bitOf(across[end - 2] as number, across[end - 1] as number, across[end] as number));
    this.#firstIds = [...one.#firstIds, ...other.#firstIds].slice(0, 2);
    const [previous = 0, last = 0] = [0, 0, ...one.#lastIds(), ...other.#lastIds()].slice(-2);
    this.#previousId = previous;
    this.#lastId = last;
  }
}
