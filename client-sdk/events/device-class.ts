// What kind of device it is, as coarse as results are told by: `mobile-webgpu`, `desktop-wasm`, `desktop-none` …

interface Hints {
  readonly userAgent?: string | undefined;
  readonly userAgentData?: { readonly mobile?: boolean } | undefined;
  readonly maxTouchPoints?: number | undefined;
}

/** @param backend what runs the model, if anything does */
export function deviceClass(backend: string | undefined, hints: Hints = globalThis.navigator ?? {}): string {
  return `${isMobile(hints) ? 'mobile' : 'desktop'}-${backend ?? 'none'}`;
}

/** iPads say they are Macs, which have no touch screen. */
function isMobile({ userAgent = '', userAgentData, maxTouchPoints = 0 }: Hints): boolean {
  if (userAgentData?.mobile !== undefined) return userAgentData.mobile;
  return /Mobi|Android|iPad/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}
