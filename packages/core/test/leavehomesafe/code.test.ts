import {
  deriveLeaveHomeSafeHash,
  encodeLeaveHomeSafeCode,
  parseLeaveHomeSafeCode,
} from '@waypost/core/leavehomesafe';
import { toUtf8 } from '@waypost/core/primitives';
import { toBase64 } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from '../primitives/jws-kit.ts';
import vectors from '../vectors/leavehomesafe.json' with { type: 'json' };

const HEADER_LENGTH = 'HKEN:0gxr8l5A6'.length;

describe('LeaveHomeSafe codes: vectors', () => {
  it.each(vectors.codes)('$decoded.nameEn is read', ({ text, version, venueId, decoded }) => {
    expect(parseLeaveHomeSafeCode(text)).toEqual({ version, venueId, ...decoded });
  });

  it.each(vectors.codes)('$decoded.nameEn is written', ({ text, venueId, decoded }) => {
    expect(encodeLeaveHomeSafeCode({ venueId, ...decoded })).toBe(text);
  });

  it.each(vectors.codes)('the hash of $venueId is that of the rule', ({ venueId, decoded }) => {
    expect(deriveLeaveHomeSafeHash(venueId)).toBe(decoded.hash);
    expect(deriveLeaveHomeSafeHash(`${venueId.slice(1)}x`)).not.toBe(decoded.hash);
  });

  it.each(vectors.codes)(
    '$venueId with any character changed says something else',
    ({ text, venueId, decoded }) => {
      const length = text.replace(/=*$/, '').length;
      // `{"metadata":null,` by another name says the same as before: no metadata.
      const member = decoded.metadata === null ? HEADER_LENGTH + 24 : HEADER_LENGTH;
      for (let i = 0; i < length; i++) {
        if (i >= HEADER_LENGTH && i < member) continue;
        const changed = text.slice(0, i) + (text[i] === 'Q' ? 'R' : 'Q') + text.slice(i + 1);
        expect(readOrNull(changed)).not.toEqual({ version: '0', venueId, ...decoded });
      }
    },
  );

  it.each(vectors.codes)('$venueId cut off is refused', async ({ text }) => {
    for (let length = 0; length < text.replace(/=*$/, '').length; length++)
      expect(await outcome(() => parseLeaveHomeSafeCode(text.slice(0, length)))).toBe(
        'VENUE_CODE_MALFORMED',
      );
  });
});

function readOrNull(text: string): unknown {
  try {
    return parseLeaveHomeSafeCode(text);
  } catch {
    return null;
  }
}

const place = {
  venueId: 'gxr8l5A6',
  nameZh: '良田',
  nameEn: 'Leung Tin',
  type: 'IMPORT',
  metadata: null,
};
const good = { ...place, hash: 'x' };
const written = (json: unknown): string =>
  `HKEN:0gxr8l5A6${toBase64(toUtf8(JSON.stringify(json)))}`;
const sample = written(good);
const malformed = (what: string) =>
  expect.objectContaining({
    code: 'VENUE_CODE_MALFORMED',
    details: { format: 'leavehomesafe', what },
  });

describe('LeaveHomeSafe codes: refused', () => {
  it.each([
    ['nothing', '', 'text'],
    ['another prefix', sample.replace('HKEN', 'HKTX'), 'text'],
    ['lower case', sample.replace('HKEN', 'hken'), 'text'],
    ['white space before', ` ${sample}`, 'text'],
    ['a blank in the venue id', sample.replace('gxr8l5A6', 'gxr8 5A6'), 'text'],
    ['a line feed at the end', `${sample}\n`, 'text'],
    ['no content', sample.slice(0, HEADER_LENGTH), 'text'],
    ['too long', sample + 'A'.repeat(4296), 'text'],
    ['no base64', `${sample}!`, 'json'],
    ['an array', written([good]), 'json'],
    ['text', written('x'), 'json'],
    ['no kind', written({ ...good, type: undefined }), 'type'],
    ['a kind that is a number', written({ ...good, type: 1 }), 'type'],
    ['no hash', written({ ...good, hash: null }), 'hash'],
    ['a name that is a list', written({ ...good, nameZh: [] }), 'nameZh'],
    ['a name that is a number', written({ ...good, nameEn: 7 }), 'nameEn'],
    ['metadata that are text', written({ ...good, metadata: 'x' }), 'metadata'],
    ['metadata that are a list', written({ ...good, metadata: [] }), 'metadata'],
  ])('%s', (_name, text, what) => {
    expect(() => parseLeaveHomeSafeCode(text)).toThrow(malformed(what));
  });

  it('what is no text, and half a character deep in the metadata', () => {
    expect(() => parseLeaveHomeSafeCode(7 as never)).toThrow(malformed('text'));
    const escaped = written({ ...good, metadata: { a: ['\ud800'] } });
    expect(() => parseLeaveHomeSafeCode(escaped)).toThrow(malformed('json'));
  });

  it.each([
    ['a short venue id', { venueId: 'gxr8l5A' }, 'venueId'],
    ['a long venue id', { venueId: 'gxr8l5A67' }, 'venueId'],
    ['a venue id with a blank', { venueId: 'gxr8 5A6' }, 'venueId'],
    ['no kind', { type: undefined }, 'type'],
    ['a name that is none', { nameEn: 7 }, 'nameEn'],
    ['what fits no code', { nameEn: 'a'.repeat(4000) }, 'text'],
  ])('to write %s', (_name, wrong, what) => {
    expect(() => encodeLeaveHomeSafeCode({ ...place, ...wrong } as never)).toThrow(malformed(what));
  });
});

describe('LeaveHomeSafe codes: read liberally', () => {
  it('a version that was not seen, names left out, members beside, another hash', () => {
    const text = written({ type: 'X', hash: 'wrong', more: 1 }).replace(':0', ':1');
    expect(parseLeaveHomeSafeCode(text)).toEqual({
      version: '1',
      venueId: 'gxr8l5A6',
      nameZh: null,
      nameEn: null,
      type: 'X',
      metadata: null,
      hash: 'wrong',
    });
  });
});

describe('LeaveHomeSafe codes: laws', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 40 });
  const anyPlace = fc.record({
    venueId: fc.stringMatching(/^[!-~]{8}$/),
    nameZh: fc.option(anyText),
    nameEn: fc.option(anyText),
    type: anyText,
    metadata: fc.option(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), anyText, {
        maxKeys: 3,
        noNullPrototype: true,
      }),
    ),
  });

  it('what is written is read, with its hash', () =>
    fc.assert(
      fc.property(anyPlace, (any) => {
        const code = parseLeaveHomeSafeCode(encodeLeaveHomeSafeCode(any));
        expect(code).toEqual({ ...any, version: '0', hash: deriveLeaveHomeSafeHash(any.venueId) });
      }),
      { numRuns: 100 },
    ));

  it('any bytes as content are read or refused', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => {
        const text = `HKEN:0gxr8l5A6${toBase64(bytes)}`;
        expect(['accepted', 'VENUE_CODE_MALFORMED']).toContain(
          await outcome(() => parseLeaveHomeSafeCode(text)),
        );
      }),
    ));

  it('a deeply nested content ends', async () => {
    const deep = toBase64(toUtf8('['.repeat(3000)));
    expect(await outcome(() => parseLeaveHomeSafeCode(`HKEN:0gxr8l5A6${deep}`))).toBe(
      'VENUE_CODE_MALFORMED',
    );
    const closed = toBase64(toUtf8(`{"a":${'['.repeat(1500)}${']'.repeat(1500)}}`));
    expect(await outcome(() => parseLeaveHomeSafeCode(`HKEN:0gxr8l5A6${closed}`))).toBe(
      'VENUE_CODE_MALFORMED',
    );
  });
});
