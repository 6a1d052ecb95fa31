// The part of an address that stands for one client: IPv4 in whole, of IPv6 the /64 that one household or server gets.
// Whoever has one IPv6 address has 2⁶⁴ of them.

/** `clientAddress('2001:db8::1:2')` → '2001:db8:0:0::/64', `clientAddress('::ffff:192.0.2.1')` → '192.0.2.1' */
export function clientAddress(address: string): string {
  if (!address.includes(':')) return address;
  // The URL parser knows every way to write an address, and has one of its own.
  const canonical = URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1);
  if (canonical === undefined) return 'unknown';
  const groups = expand(canonical);
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') return groups.slice(6).flatMap(bytesOf).join('.');
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** `expand('2001:db8::1')` → ['2001', 'db8', '0', '0', '0', '0', '0', '1'] */
function expand(canonical: string): string[] {
  const [head = [], tail = []] = canonical.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
}

/** `bytesOf('c000')` → [192, 0] */
function bytesOf(group: string): number[] {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 255];
}
