// What the model has read and written of the last conversation, kept so that its next turn need not be read again. For
// Phi-3-mini that is 384 KiB a token, and on a GPU it is freed by dispose() alone: every cache has exactly one owner.
import { DynamicCache } from '@huggingface/transformers';

export interface ConversationCache {
  /**
   * The kept cache where these ids go on from the ones it holds, id by id, else an empty one. The caller owns it until
   * it gives it back with keep(), or disposes it.
   */
  take(ids: readonly bigint[]): Promise<{ readonly cache: DynamicCache; readonly cachedTokens: number }>;
  /** @param ids the prompt and the model's own answer; the cache holds the beginning of them, as far as it was read. */
  keep(cache: DynamicCache, ids: readonly bigint[]): Promise<void>;
}

/** Of one conversation at a time: a second one would double the memory. */
export function createConversationCache(): ConversationCache {
  let kept: { readonly cache: DynamicCache; readonly ids: readonly bigint[] } | undefined;
  return {
    async take(ids) {
      const candidate = kept;
      kept = undefined;
      if (candidate !== undefined && isBeginning(candidate.ids, ids)) return { cache: candidate.cache, cachedTokens: candidate.ids.length };
      await candidate?.cache.dispose();
      return { cache: new DynamicCache(), cachedTokens: 0 };
    },
    async keep(cache, ids) {
      const length = cache.get_seq_length();
      // An empty one is of no use; one that holds more than is known of can't be told from another.
      if (length === 0 || length > ids.length) return cache.dispose();
      await kept?.cache.dispose();
      kept = { cache, ids: ids.slice(0, length) };
    },
  };
}

/** At least one more must follow: the model has to read something to go on. */
function isBeginning(beginning: readonly bigint[], ids: readonly bigint[]): boolean {
  return beginning.length < ids.length && beginning.every((id, index) => id === ids[index]);
}
