import { describe, expect, it } from 'vitest';
import { vnCccdReader } from '../../src/venue-codes/readers/vn-cccd.ts';
import { vnPersonalReader } from '../../src/venue-codes/readers/vn-personal.ts';
import vectors from '../vectors/vn-cccd.json' with { type: 'json' };
import personal from '../vectors/vn-personal.json' with { type: 'json' };
import { read, refusal, testReaderLaws } from './reader-kit.ts';

const text = vectors.examples[0]?.raw ?? '';
const sixFields = text.replace('||', '|');

testReaderLaws(vnCccdReader, 'vn-cccd', [text, sixFields]);

describe('identity card of Viet Nam in the decoder', () => {
  it.each([
    [text, 7],
    [sixFields, 6],
  ])('%s is of a person, not of a place, its number masked', async (sample, fieldCount) => {
    expect(await read(vnCccdReader, sample)).toEqual({
      format: 'vn-cccd',
      signature: 'unsigned',
      venue: { id: null, name: null, address: null, zone: null },
      validity: { notBefore: null, expires: null, status: 'unlimited' },
      raw: {
        number: '******000001',
        oldNumber: null,
        name: 'Nguyễn Văn A',
        birthDate: '1990-12-01',
        sex: 'male',
        address: 'Tổ 1, Minh Xuân, Tuyên Quang',
        issueDate: '2021-08-05',
        province: null,
        fieldCount,
      },
    });
  });

  it('cards and personal QR codes are told apart, though both begin with a number', () => {
    for (const { text: code } of personal.examples)
      expect(vnCccdReader.recognises(code)).toBe(false);
    for (const card of [text, sixFields]) expect(vnPersonalReader.recognises(card)).toBe(false);
  });

  it('names what is damaged', async () => {
    expect(await refusal(vnCccdReader, '008090000001|', 'vn-cccd')).toBe('text');
    expect(await refusal(vnCccdReader, text.replace('Nam', 'Nữ'), 'vn-cccd')).toBe('number');
    for (const other of ['', '008090000001', '00809000000|x', `0${text}`])
      expect(vnCccdReader.recognises(other)).toBe(false);
  });
});
