// What the router uses of workerd beyond the web's standards, so that it runs in Node as well. Import for its effect.
import { timingSafeEqual } from 'node:crypto';

declare global {
  /** Without a transformer the standard's stream is the identity; workerd's differs in speed alone. */
  const IdentityTransformStream: typeof TransformStream<Uint8Array, Uint8Array>;

  interface SubtleCrypto {
    timingSafeEqual(one: ArrayBuffer, other: ArrayBuffer): boolean;
  }

  // Bindings, which exist in Node as objects of a test at most.
  interface Fetcher {
    fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  }
  interface RateLimit {
    limit(options: { key: string }): Promise<{ success: boolean }>;
  }
  interface KVNamespace {
    get(key: string, options?: { cacheTtl?: number }): Promise<string | null>;
    put(key: string, value: string): Promise<void>;
  }
  interface R2Bucket {
    get(key: string): Promise<{ text(): Promise<string>; readonly body: ReadableStream<Uint8Array> } | null>;
    put(key: string, value: string, options?: { httpMetadata?: { contentType?: string } }): Promise<unknown>;
    delete(keys: string | string[]): Promise<void>;
    list(options?: { prefix?: string; cursor?: string; limit?: number; startAfter?: string; delimiter?: string }): Promise<{
      objects: { key: string; size: number; uploaded: Date }[];
      truncated: boolean;
      cursor?: string;
      delimitedPrefixes: string[];
    }>;
  }
  interface Queue {
    send(message: unknown): Promise<unknown>;
    sendBatch(messages: Iterable<{ readonly body: unknown }>): Promise<unknown>;
  }
}

Object.assign(globalThis, { IdentityTransformStream: TransformStream });

Object.assign(crypto.subtle, {
  timingSafeEqual: (one: ArrayBuffer, other: ArrayBuffer) => timingSafeEqual(new Uint8Array(one), new Uint8Array(other)),
});
