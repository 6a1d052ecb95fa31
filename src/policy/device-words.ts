// The words for devices that a condition and the facts it is tested on share. No schema here: the SDK's types use them.

/** As far as a page can tell them apart. `other` is everything else. */
export const BROWSERS = ['chrome', 'edge', 'opera', 'samsung', 'firefox', 'safari', 'other'] as const;
export const OPERATING_SYSTEMS = ['windows', 'macos', 'linux', 'chromeos', 'android', 'ios', 'other'] as const;
/** The Network Information API's own words for how fast the connection feels. */
export const EFFECTIVE_TYPES = ['slow-2g', '2g', '3g', '4g'] as const;
