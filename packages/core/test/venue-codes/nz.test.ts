import { describe, expect, it } from 'vitest';
import { nzReader } from '../../src/venue-codes/readers/nz.ts';
import vectors from '../vectors/nz.json' with { type: 'json' };
import { read, refusal, testReaderLaws } from './reader-kit.ts';

const [first] = vectors.codes;
const texts = [...vectors.codes.map(({ text }) => text), vectors.link];

testReaderLaws(nzReader, 'nz', texts);

describe('NZ COVID Tracer codes in the decoder', () => {
  it('tells the place, which nobody signed', async () => {
    expect(await read(nzReader, first?.text ?? '')).toEqual({
      format: 'nz',
      signature: 'unsigned',
      venue: {
        id: '7000000243950',
        name: 'Blue Stone Table 1',
        address: 'Unit 1, 547 Waikimihia Road\nRD 2/Dunsandel\nLeeston',
        zone: null,
      },
      validity: { notBefore: null, expires: null, status: 'unlimited' },
      raw: {
        ...first?.decoded,
        form: 'qr',
        glnValid: true,
        glnHash: 'W4zNmzgwNIkZ4Bm1ty1TdQRbNtbBGQlMR19PJ5rH5zQOIh9LyHc5laqNfutPG2EL',
      },
    });
  });

  it('tells how the code came, and a number that is none', async () => {
    const { raw } = await read(nzReader, vectors.link);
    expect(raw).toMatchObject({ form: 'link', gln: 'Test', glnValid: false });
  });

  it('recognises by the beginning, and names what is damaged', async () => {
    const scan = 'https://tracing.covid19.govt.nz/scan';
    for (const text of ['NZCOVIDTRACER:', scan, `${scan}#`, `${scan}?source=url#data=x`]) {
      expect(nzReader.recognises(text)).toBe(true);
      expect(await refusal(nzReader, text, 'nz')).toMatch(/^(text|json)$/);
    }
    for (const text of [
      '',
      'NZCOVIDTRACER',
      `${scan}ner#data=x`,
      scan.replace('.nz', '.nz.example'),
    ])
      expect(nzReader.recognises(text)).toBe(false);
  });
});
