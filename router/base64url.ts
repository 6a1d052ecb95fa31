// Bytes as text that is good in a URL and a header.

/** `base64url(new Uint8Array([251, 255]))` → '-_8' */
export function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
