// The view is in the address, behind the #: it can be linked to, and going back goes back.

export const VIEWS = ['traffic', 'policies', 'experiments', 'decisions'] as const;
export type View = (typeof VIEWS)[number];

export interface Place {
  readonly view: View;
  /** One experiment's key, or one decision's id. */
  readonly item: string | undefined;
}

/**
 * @example placeOf('#/experiments/sure-first') // { view: 'experiments', item: 'sure-first' }
 * @example placeOf('') // { view: 'traffic', item: undefined }
 */
export function placeOf(hash: string): Place {
  const [view, item] = hash.replace(/^#\/?/, '').split('/');
  const known = VIEWS.find((one) => one === view);
  return { view: known ?? 'traffic', item: known !== undefined && item ? decoded(item) : undefined };
}

/** `addressOf('experiments', 'sure-first')` → '#/experiments/sure-first' */
export function addressOf(view: View, item?: string): string {
  return item === undefined ? `#/${view}` : `#/${view}/${encodeURIComponent(item)}`;
}

function decoded(item: string): string {
  try {
    return decodeURIComponent(item);
  } catch {
    return item;
  }
}
