// The patience that holds where a policy says nothing.

/** With a device. */
export const DEVICE_DEFAULTS = { firstChunkMs: 30_000, chunkMs: 10_000 };

/** With hosted models, at the edge. */
export const HOSTED_DEFAULTS = { firstChunkMs: 20_000, chunkMs: 15_000, maximumRetries: 2, maximumDelayMs: 5000, maximumFallbacks: 2, onTime: 0.95, priorObservations: 20 };
