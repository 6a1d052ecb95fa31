// Secrets are compared by hash in constant time, so that neither their length nor how far they agree can be measured.

/** SHA-256 of a text: 32 bytes. */
export function secretDigest(secret: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
}

/** True when the digest is among the expected ones. Looks at all of them, whether or not one has matched. */
export function matchesAnyDigest(digest: ArrayBuffer, expected: readonly ArrayBuffer[]): boolean {
  let matches = 0;
  for (const candidate of expected) matches |= Number(crypto.subtle.timingSafeEqual(digest, candidate));
  return matches === 1;
}

/** `hexOf(await secretDigest('')).slice(0, 8)` → 'e3b0c442' */
export function hexOf(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
