/**
 * Where a request comes from, so coarsely that it names no household: for counting, in memory only.
 *
 * @module
 */
import { isIPv4, isIPv6 } from 'node:net';

/** What of a request tells where it comes from. */
export interface RequestOrigin {
  /** Address of the other end of the connection. */
  readonly remoteAddress: string | undefined;
  /** `X-Forwarded-For`, as it came. */
  readonly forwardedFor: string | undefined;
  /** Proxies before the server: so many last entries of the header can be believed. */
  readonly trustedProxies: number;
}

/** The /24 of an IPv4 address, the /48 of an IPv6 address, or `unknown`. */
export function networkPrefixOf({
  remoteAddress,
  forwardedFor,
  trustedProxies,
}: RequestOrigin): string {
  if (trustedProxies === 0) return prefixOf(remoteAddress ?? '');
  const entries = (forwardedFor ?? '').split(',');
  return prefixOf(entries.at(-trustedProxies)?.trim() ?? '');
}

function prefixOf(address: string): string {
  const mapped = address.replace(/^::ffff:/i, '');
  if (isIPv4(mapped)) return `${mapped.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIPv6(mapped)) return `${firstGroups(mapped).join(':')}::/48`;
  return 'unknown';
}

/** The first three groups of sixteen bits; `::` stands for as many zeros as are missing. */
function firstGroups(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
  return groups.slice(0, 3).map((group) => Number.parseInt(group || '0', 16).toString(16));
}
