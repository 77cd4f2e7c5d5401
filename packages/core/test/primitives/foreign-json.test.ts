import { toUtf8 } from '@waypost/core/primitives';
import { fromBase64Json, toBase64 } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcome } from './jws-kit.ts';

describe('JSON in base64', () => {
  const written = (json: string): string => toBase64(toUtf8(json));

  it('an object is read', () => {
    expect(fromBase64Json(written('{"a":[1,{"b":"ữ"}],"c":null}'))).toEqual({
      a: [1, { b: 'ữ' }],
      c: null,
    });
  });

  it('every object is read back', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const json = JSON.stringify(object);
        expect(fromBase64Json(written(json))).toEqual(JSON.parse(json));
      }),
    ));

  it.each([
    ['nothing', ''],
    ['no base64', '!'],
    ['no JSON', written('{')],
    ['a list', written('[]')],
    ['null', written('null')],
    ['text', written('"a"')],
    ['half a character', written('{"a":"\\ud800"}')],
    ['half a character deep inside', written('{"a":[{"b":["\\udfff"]}]}')],
    ['a lone byte', toBase64(Uint8Array.of(0x7b, 0x22, 0xff))],
  ])('refused: %s', async (_name, text) => {
    expect(await outcome(() => fromBase64Json(text))).toBe('ENCODING_INVALID');
  });
});
