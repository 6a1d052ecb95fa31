import type { Sha256 } from '../../src/policy/policy-hash.ts';

export const sha256: Sha256 = (text) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
