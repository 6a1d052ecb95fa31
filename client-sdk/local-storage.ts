/** The page's localStorage; undefined outside pages and where the browser forbids it, which some do by throwing. */
export function localStorageOrNone(): Storage | undefined {
  try {
    return globalThis.localStorage ?? undefined;
  } catch {
    return undefined;
  }
}
