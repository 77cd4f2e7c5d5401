import { describe, expect, it } from 'vitest';
import { vnPersonalReader } from '../../src/venue-codes/readers/vn-personal.ts';
import vectors from '../vectors/vn-personal.json' with { type: 'json' };
import { read, refusal, testReaderLaws } from './reader-kit.ts';

const texts = vectors.examples.map(({ text }) => text);
const [full = '', masked = '', refused = ''] = texts;

testReaderLaws(vnPersonalReader, 'vn-personal', texts);

describe('personal QR of Viet Nam in the decoder', () => {
  it('is of a person, not of a place, and always masked', async () => {
    expect(await read(vnPersonalReader, full)).toEqual({
      format: 'vn-personal',
      signature: 'unsigned',
      venue: { id: null, name: null, address: null, zone: null },
      validity: { notBefore: null, expires: null, status: 'unlimited' },
      raw: {
        soGiayTo: '******001509',
        hoTen: 'NGUYEN VAN A',
        ngaySinh: '1990-**-**',
        loaiDinhDanh: '0',
        qid: 'QID00000001',
        ext: '1<GD47***********<0900******',
        partial: false,
        extension: { values: ['1', 'GD47***********', '0900******'], verified: false },
      },
    });
  });

  it('one that its owner masked says so', async () => {
    expect((await read(vnPersonalReader, masked)).raw).toMatchObject({ partial: true, ext: '' });
  });

  it('names what is damaged', async () => {
    expect(vnPersonalReader.recognises(refused)).toBe(true);
    expect(await refusal(vnPersonalReader, refused, 'vn-personal')).toBe('loaiDinhDanh');
    expect(await refusal(vnPersonalReader, full.slice(0, 35), 'vn-personal')).toBe('text');
  });
});
