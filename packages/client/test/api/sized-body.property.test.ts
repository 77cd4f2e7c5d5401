import { CHECK_IN_BODY_BYTES, DISCLOSURE_BODY_BYTES, sizedJson } from '@waypost/client';
import { toUtf8 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const anyContent = fc.dictionary(
  fc.string({ unit: 'binary', maxLength: 20 }).filter((key) => key !== '__proto__'),
  fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.integer(), fc.boolean()),
  { maxKeys: 12 },
);

it.each([CHECK_IN_BODY_BYTES, DISCLOSURE_BODY_BYTES])(
  'every body has exactly %i bytes, whatever is in it',
  (bytes) => {
    fc.assert(
      fc.property(anyContent, (content) => {
        fc.pre(toUtf8(JSON.stringify({ ...content, pad: '' })).length <= bytes);
        const body = sizedJson(content, bytes);
        expect(toUtf8(body)).toHaveLength(bytes);
        const { pad, ...rest } = JSON.parse(body);
        expect(rest).toEqual(JSON.parse(JSON.stringify({ ...content, pad: undefined })));
        expect(pad).toMatch(/^0*$/);
      }),
    );
  },
);

it.each([
  ['fits to the byte', 0, true],
  ['one byte too many', 1, false],
])('a body that %s', (_, extra, fits) => {
  const bare = toUtf8(JSON.stringify({ text: '', pad: '' })).length;
  const content = { text: 'ấ'.repeat(100).slice(0, 100) };
  const size = bare + toUtf8(content.text).length - extra;
  if (fits) expect(toUtf8(sizedJson(content, size))).toHaveLength(size);
  else
    expect(() => sizedJson(content, size)).toThrow(
      expect.objectContaining({ code: 'BODY_TOO_LONG' }),
    );
});
