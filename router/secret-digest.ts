// Secrets are compared by hash in constant time, so that neither their length nor how far they agree can be measured.

/** SHA-256 of a text: 32 bytes. */
export function secretDigest(secret: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
}

/** `hexOf(await secretDigest('')).slice(0, 8)` → 'e3b0c442' */
export function hexOf(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
