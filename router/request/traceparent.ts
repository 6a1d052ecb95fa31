// W3C trace context, the one header of a caller that a provider gets.

const FORM = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The header where it has the form of version 00, else undefined: nothing else travels under its name. */
export function traceparentOf(headers: Headers): string | undefined {
  const header = headers.get('traceparent');
  return header !== null && FORM.test(header) ? header : undefined;
}
