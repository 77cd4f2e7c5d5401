import {
  buildExport,
  encodeExport,
  exportPublicKey,
  parseExport,
  parseSignatureList,
  verifyExport,
} from '@waypost/core/gaen';
import { fromHex, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { encodeSignatureList } from '../../src/protocols/gaen/signature-list.ts';
import { flipBit } from '../filters/kit.ts';
import vectors from '../vectors/gaen.json' with { type: 'json' };
import { published, publishedKeys, withCode } from './gaen-kit.ts';

const vector = vectors.exportFile;
const { exportBin, exportSig } = published.archive;
const info = {
  verificationKeyVersion: vector.verificationKeyVersion,
  verificationKeyId: vector.verificationKeyId,
  signatureAlgorithm: vector.signatureAlgorithm,
};
const key = exportPublicKey(published.pem, {
  id: vector.verificationKeyId,
  version: vector.verificationKeyVersion,
});

describe('the published example: two keys, signed', () => {
  it('is produced from its JSON, byte for byte', () => {
    const { startTimestamp, endTimestamp, region, batchNum, batchSize } = vector;
    const window = { startTimestamp, endTimestamp, region, batchNum, batchSize };
    const file = buildExport({ keys: publishedKeys.toReversed(), ...window });
    expect(toHex(encodeExport({ ...file, signatureInfos: [info] }))).toBe(vector.exportBinHex);
  });

  it('is read', () => {
    expect(parseExport(exportBin)).toEqual({
      startTimestamp: vector.startTimestamp,
      endTimestamp: vector.endTimestamp,
      region: vector.region,
      batchNum: vector.batchNum,
      batchSize: vector.batchSize,
      signatureInfos: [info],
      keys: publishedKeys,
      revisedKeys: [],
    });
  });

  it('is written again, byte for byte, and its signatures too', () => {
    expect(toHex(encodeExport({ ...parseExport(exportBin) }))).toBe(vector.exportBinHex);
    expect(toHex(encodeSignatureList(parseSignatureList(exportSig)))).toBe(vector.exportSigHex);
  });

  it('its signature holds', () => {
    const found = verifyExport(published.archive, [key]);
    expect(found).toMatchObject({ signatureInfo: info, batchNum: 1, batchSize: 1 });
  });

  it('its signature does not hold with any bit of the file flipped', () => {
    for (let bit = 0; bit < 8 * exportBin.length; bit += 7)
      expect(() => verifyExport({ exportBin: flipBit(exportBin, bit), exportSig }, [key])).toThrow(
        withCode('EXPORT_SIGNATURE_INVALID'),
      );
  });

  it('no bit of its signature can be flipped', () => {
    const start = exportSig.length - (parseSignatureList(exportSig)[0]?.signature.length ?? 0);
    for (let bit = 8 * start; bit < 8 * exportSig.length; bit++)
      expect(() => verifyExport({ exportBin, exportSig: flipBit(exportSig, bit) }, [key])).toThrow(
        withCode('EXPORT_SIGNATURE_INVALID'),
      );
  });

  it('is refused truncated, but where one of its fields ends', () => {
    const whole: number[] = [];
    for (let length = 0; length < exportBin.length; length++)
      try {
        parseExport(exportBin.subarray(0, length));
        whole.push(length);
      } catch (error) {
        expect(error).toEqual(withCode('EXPORT_TRUNCATED'));
      }
    // Behind the magic; the two times; region; batch; signature info; first key.
    expect(whole).toEqual([16, 25, 34, 38, 40, 42, 77, 106]);
  });

  it('a signature list that is truncated is refused', () => {
    for (let length = 1; length < exportSig.length; length++)
      expect(() => parseSignatureList(exportSig.subarray(0, length))).toThrow(
        withCode('EXPORT_SIGNATURE_MALFORMED'),
      );
  });

  it('a changed copy is another file', () => {
    const file = parseExport(exportBin);
    const copy = encodeExport({ ...file, keys: file.keys.slice(1) });
    expect(copy).toHaveLength(exportBin.length - 29);
    expect(toHex(copy.subarray(0, 16))).toBe(toHex(fromHex(vector.exportBinHex.slice(0, 32))));
  });
});
