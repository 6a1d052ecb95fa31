// Is the page looked at? Browsers slow down and freeze hidden pages, workers and GPU work with them.

export interface PageVisibility {
  isHidden(): boolean;
  /** Calls back whenever the page is hidden or shown; returns what ends that. */
  onChange(callback: () => void): () => void;
}

/** Of this page; outside one, nothing is ever hidden. */
export function pageVisibility(page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'> | undefined = globalThis.document): PageVisibility {
  return {
    isHidden: () => page?.visibilityState === 'hidden',
    onChange(callback) {
      page?.addEventListener('visibilitychange', callback);
      return () => page?.removeEventListener('visibilitychange', callback);
    },
  };
}
