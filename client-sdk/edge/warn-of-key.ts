// A key in a page is a key in everybody's hands.

let isWarned = false;

/** Says so once, in a browser's page; servers and tests keep their keys to themselves. */
export function warnOfKeyInPage(): void {
  if (isWarned || typeof document === 'undefined') return;
  isWarned = true;
  // oxlint-disable-next-line no-console -- the one reader who can mend it looks there
  console.warn(
    'Phirst: `apiKey` is set in a web page, where every visitor can read and use it. Remove it, revoke it, and use ' +
      'createPhirst({ session: true }): the router then mints short-lived tokens for pages of its allowed origins.',
  );
}
