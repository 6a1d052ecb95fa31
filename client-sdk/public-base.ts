// Where an app's own static files are served.

/** What Vite, and what is built on it, puts into a module; it is undefined everywhere else. */
interface BundledMeta {
  readonly env?: { readonly BASE_URL?: string | undefined } | undefined;
}

/**
 * The `base` an app was built with, `/` where no bundler tells. `copy-assets` places its files below it, so that an app
 * at `https://example.com/shop/` finds them without saying where they are.
 */
export function publicBase(): string {
  return (import.meta as BundledMeta).env?.BASE_URL ?? '/';
}
