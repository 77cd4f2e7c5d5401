import { expect, it } from 'vitest';
import { networkPrefixOf } from '../../src/http/network-prefix.ts';

it.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:0db8:0001:0002::1', '2001:db8:1::/48'],
  ['2001:db8::1', '2001:db8:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['::1', '0:0:0::/48'],
  ['not an address', 'unknown'],
  [undefined, 'unknown'],
])('%s is of %s', (remoteAddress, prefix) => {
  const origin = { remoteAddress, forwardedFor: '198.51.100.1', trustedProxies: 0 };
  expect(networkPrefixOf(origin)).toBe(prefix);
});

it.each([
  ['198.51.100.9', 1, '198.51.100.0/24'],
  ['203.0.113.5, 198.51.100.9', 1, '198.51.100.0/24'],
  ['203.0.113.5, 198.51.100.9', 2, '203.0.113.0/24'],
  ['198.51.100.9', 2, 'unknown'],
  [undefined, 1, 'unknown'],
  ['forged', 1, 'unknown'],
])('X-Forwarded-For %s behind %i proxies is of %s', (forwardedFor, trustedProxies, prefix) => {
  const origin = { remoteAddress: '127.0.0.1', forwardedFor, trustedProxies };
  expect(networkPrefixOf(origin)).toBe(prefix);
});
