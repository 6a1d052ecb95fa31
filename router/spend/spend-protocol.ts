// What the router and its spend book say to each other. Amounts are whole micro-USD, times milliseconds since 1970.

/** Money that may be spent under one name until a moment; afterwards the name is forgotten. */
export interface Cap {
  /** `audit:<day>`, `session:<id>`, `origin:<origin>:<day>`, `key:<name>:<day>` or `deployment:<day>`. */
  readonly scope: string;
  readonly microUsd: number;
  readonly endsAt: number;
}

export interface ReserveRequest {
  /** Chosen by who asks: asking again under the same one takes nothing twice. */
  readonly id: string;
  readonly microUsd: number;
  /** All of them hold, or none is touched. */
  readonly caps: readonly Cap[];
  readonly sessionId: string | undefined;
  readonly now: number;
}

export type ReserveAnswer =
  | { readonly kind: 'reserved' }
  | { readonly kind: 'revoked' }
  /** The first of the caps with too little left. */
  | { readonly kind: 'over'; readonly scope: string; readonly leftMicroUsd: number };

export interface SettleRequest {
  readonly id: string;
  readonly spentMicroUsd: number;
}

export interface MintRequest {
  /** Each is counted in the current minute. */
  readonly limits: readonly { readonly key: string; readonly perMinute: number }[];
  /** Digest of a token that may be used once, and until when it could be used again. */
  readonly once: { readonly key: string; readonly endsAt: number } | undefined;
  readonly now: number;
}

export type MintAnswer =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'too-many'; readonly key: string; readonly waitMs: number }
  | { readonly kind: 'used' };

/** The Durable Object as its callers see it. */
export interface SpendBookStub {
  reserve(request: ReserveRequest): Promise<ReserveAnswer>;
  settle(request: SettleRequest): Promise<void>;
  admitMint(request: MintRequest): Promise<MintAnswer>;
  revoke(request: { readonly sessionId: string; readonly endsAt: number }): Promise<void>;
}

/** The binding: `books.getByName(SPEND_BOOK)`. */
export interface SpendBooks {
  getByName(name: string): SpendBookStub;
}

/** One book for a deployment: caps that span sessions, origins and keys hold in one step only where one object has them all. */
export const SPEND_BOOK = 'deployment';

/** How long after its reservation a call may still be settled: longer than any call lasts. */
export const LEASE_MS = 900_000;
