import { toUtf8 } from '@waypost/core/primitives';
import { toBase64 } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { leavehomesafeReader } from '../../src/venue-codes/readers/leavehomesafe.ts';
import vectors from '../vectors/leavehomesafe.json' with { type: 'json' };
import { read, refusal, testReaderLaws } from './reader-kit.ts';

testReaderLaws(
  leavehomesafeReader,
  'leavehomesafe',
  vectors.codes.map(({ text }) => text),
);

describe('LeaveHomeSafe codes in the decoder', () => {
  it.each(vectors.codes)('$decoded.nameEn', async ({ text, version, venueId, decoded }) => {
    expect(await read(leavehomesafeReader, text)).toEqual({
      format: 'leavehomesafe',
      signature: 'unsigned',
      verified: false,
      venue: { id: venueId, name: decoded.nameEn, address: null, zone: null },
      validity: { notBefore: null, expires: null, status: 'unlimited' },
      raw: { version, venueId, ...decoded, hashMatches: true },
    });
  });

  const written = (json: object): string =>
    `HKEN:0gxr8l5A6${toBase64(toUtf8(JSON.stringify({ type: 'IMPORT', hash: 'x', ...json })))}`;

  it('a hash that differs is told, and verifies no more and no less', async () => {
    const { verified, raw } = await read(leavehomesafeReader, written({ nameEn: 'A' }));
    expect(verified).toBe(false);
    expect(raw?.hashMatches).toBe(false);
  });

  it('the Chinese name stands in where there is no English one', async () => {
    const nameOf = async (json: object) =>
      (await read(leavehomesafeReader, written(json))).venue.name;
    expect(await nameOf({ nameZh: '良田', nameEn: 'Leung Tin' })).toBe('Leung Tin');
    expect(await nameOf({ nameZh: '良田' })).toBe('良田');
    expect(await nameOf({})).toBeNull();
  });

  it('recognises by the prefix, and names what is damaged', async () => {
    expect(await refusal(leavehomesafeReader, 'HKEN:', 'leavehomesafe')).toBe('text');
    expect(await refusal(leavehomesafeReader, written({ type: 1 }), 'leavehomesafe')).toBe('type');
    for (const text of ['', 'HKEN', 'hken:0', 'HKTX:0'])
      expect(leavehomesafeReader.recognises(text)).toBe(false);
  });
});
