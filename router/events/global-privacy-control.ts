// Sec-GPC: 1 says that a person doesn't want to be followed. Answers come as ever; nothing is remembered of whom they went to.

/** `asksNotToBeFollowed(request.headers)` */
export function asksNotToBeFollowed(headers: Headers): boolean {
  return headers.get('sec-gpc')?.trim() === '1';
}
