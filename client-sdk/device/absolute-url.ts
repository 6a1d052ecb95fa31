/** A folder's address, relative to the page until now: `/models` on https://app.example → `https://app.example/models/`. */
export function absoluteUrl(url: string): string {
  const { href } = new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href);
  return href.endsWith('/') ? href : `${href}/`;
}
