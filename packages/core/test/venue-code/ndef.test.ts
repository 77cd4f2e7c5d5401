import { fromHex, toHex, toUtf8 } from '@waypost/core/primitives';
import { encodeNdefUri } from '@waypost/core/venue-code';
import { describe, expect, it } from 'vitest';

describe('encodeNdefUri', () => {
  it.each([
    // Header, type length, payload length, U, https://, then a.vn/v#x by hand.
    ['https://a.vn/v#x', 'd1010955' + '04' + '612e766e2f762378'],
    ['HTTPS://A.VN/V#X', 'd1010955' + '04' + '412e564e2f562358'],
  ])('%s', (text, hex) => {
    expect(toHex(encodeNdefUri(text))).toBe(hex);
  });

  it.each([
    [255, 'd101ff5504'],
    [256, 'c101000001005504'],
    [2041, 'c101000007f95504'],
  ])('writes the length of a payload of %i bytes', (length, hex) => {
    const rest = `a.vn/v#${'x'.repeat(length - 8)}`;
    const header = fromHex(hex);
    const bytes = encodeNdefUri(`https://${rest}`);
    expect(bytes.subarray(0, header.length)).toEqual(header);
    expect(bytes.subarray(header.length)).toEqual(toUtf8(rest));
  });

  it.each([
    ['a text that leads nowhere', 'WP1:ABC'],
    ['a bare code', 'eyJ.eyJ.abc'],
    ['another scheme', 'http://a.vn/v#x'],
    ['a text too long', `https://a.vn/v#${'x'.repeat(2048)}`],
  ])('refuses %s', (_what, text) => {
    expect(() => encodeNdefUri(text)).toThrow(
      expect.objectContaining({ code: 'VENUE_CODE_MALFORMED' }),
    );
  });
});
