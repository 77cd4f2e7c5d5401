import { generateKeyPairSync } from 'node:crypto';
import {
  encodeExport,
  exportPublicKey,
  parseExport,
  parseSignatureList,
  readExportArchive,
  signExport,
  verifyExport,
  verifyExportDigest,
  writeExportArchive,
} from '@waypost/core/gaen';
import { generateSigningKey, signingKey } from '@waypost/core/jws';
import { sha256 } from '@waypost/core/primitives';
import { fromForeignBase64, toBase64 } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { encodeSignatureList } from '../../src/protocols/gaen/signature-list.ts';
import { overwrite, seededRandom } from '../filters/kit.ts';
import vectors from '../vectors/gaen.json' with { type: 'json' };
import { goodFile, published, signer, signGoodFile, trusted, withCode } from './gaen-kit.ts';

const [old, young, stranger] = [signer('452', 'v1'), signer('452', 'v2'), signer('262', 'v1')];

describe('signing and verifying', () => {
  it('a file that was written is believed, and says who signed it', async () => {
    const archive = readExportArchive(await writeExportArchive(goodFile, [young]));
    const info = {
      verificationKeyVersion: 'v2',
      verificationKeyId: '452',
      signatureAlgorithm: '1.2.840.10045.4.3.2',
    };
    expect(verifyExport(archive, [trusted(young)])).toMatchObject({
      signatureInfo: info,
      batchNum: 1,
      batchSize: 1,
    });
    expect(parseExport(archive.exportBin)).toEqual({ ...goodFile, signatureInfos: [info] });
  });

  it('a file of two keys is believed by whoever knows one, the newest named first', async () => {
    const archive = await signGoodFile([young, old]);
    const versionOf = (...signers: Parameters<typeof trusted>) =>
      verifyExport(archive, signers.map(trusted)).signatureInfo.verificationKeyVersion;
    expect(versionOf(young)).toBe('v2');
    expect(verifyExport(archive, [trusted(old)]).signatureInfo.verificationKeyVersion).toBe('v1');
    const both = [trusted(old), trusted(young)];
    expect(verifyExport(archive, both).signatureInfo.verificationKeyVersion).toBe('v2');
  });

  it('a key without a name is tried with every signature', async () => {
    const archive = await signGoodFile([stranger, old]);
    const found = verifyExport(archive, [exportPublicKey(old.key.jwk)]);
    expect(found.signatureInfo.verificationKeyId).toBe('452');
  });

  it('a file that was hashed on its way is judged alike', async () => {
    const { exportBin, exportSig } = await signGoodFile([old]);
    const digest = sha256(exportBin);
    expect(verifyExportDigest({ digest, exportSig }, [trusted(old)]).batchNum).toBe(1);
    digest[0]! ^= 1;
    expect(() => verifyExportDigest({ digest, exportSig }, [trusted(old)])).toThrow(
      withCode('EXPORT_SIGNATURE_INVALID'),
    );
  });

  it('signing again replaces the signers', async () => {
    const { exportBin } = await signGoodFile([stranger]);
    const again = await signExport(parseExport(exportBin), [old]);
    expect(parseExport(again.exportBin).signatureInfos).toHaveLength(1);
    expect(verifyExport(again, [trusted(old)]).signatureInfo.verificationKeyId).toBe('452');
  });
});

describe('a file is not believed', () => {
  const archive = published.archive;
  const key = exportPublicKey(published.pem);
  const [signature] = parseSignatureList(archive.exportSig);
  const resigned = (changes: object): Uint8Array =>
    encodeSignatureList([{ ...signature!, ...changes }]);
  const algorithm = (oid: string): Uint8Array =>
    resigned({ signatureInfo: { ...signature?.signatureInfo, signatureAlgorithm: oid } });

  it.each<readonly [string, Uint8Array | null, string]>([
    ['without signatures', null, 'EXPORT_SIGNATURE_MISSING'],
    ['with an empty list', new Uint8Array(0), 'EXPORT_SIGNATURE_LIST_EMPTY'],
    ['with an unknown field for a list', Uint8Array.of(0x10, 1), 'EXPORT_SIGNATURE_LIST_EMPTY'],
    ['with a list that is none', Uint8Array.of(0x0a, 9), 'EXPORT_SIGNATURE_MALFORMED'],
    ['with a signature that is a number', Uint8Array.of(0x08, 9), 'EXPORT_SIGNATURE_MALFORMED'],
    [
      'with eleven signatures',
      encodeSignatureList(Array.from({ length: 11 }, () => signature!)),
      'EXPORT_SIGNATURE_MALFORMED',
    ],
    [
      'with no bytes for a signature',
      resigned({ signature: new Uint8Array(0) }),
      'EXPORT_SIGNATURE_INVALID',
    ],
    [
      'with a signature of r || s',
      resigned({ signature: new Uint8Array(64).fill(1) }),
      'EXPORT_SIGNATURE_INVALID',
    ],
    ['with ECDSA and SHA-512', algorithm('1.2.840.10045.4.3.4'), 'EXPORT_SIGNATURE_UNTRUSTED'],
    ['with no algorithm by name', algorithm(''), 'EXPORT_SIGNATURE_UNTRUSTED'],
  ])('%s', (_name, exportSig, code) => {
    expect(() => verifyExport({ ...archive, exportSig }, [key])).toThrow(withCode(code));
  });

  const jwk = key.key.jwk;

  it.each<readonly [string, Parameters<typeof verifyExport>[1], string]>([
    ['by nobody', [], 'EXPORT_SIGNATURE_UNTRUSTED'],
    ['by a key of another id', [exportPublicKey(jwk, { id: '262' })], 'EXPORT_SIGNATURE_UNTRUSTED'],
    [
      'by a key of another version',
      [exportPublicKey(jwk, { version: 'v9' })],
      'EXPORT_SIGNATURE_UNTRUSTED',
    ],
    ['by another key', [exportPublicKey(old.key.jwk)], 'EXPORT_SIGNATURE_INVALID'],
    [
      'by another key of the same name',
      [exportPublicKey(old.key.jwk, { id: 'some_id', version: '1' })],
      'EXPORT_SIGNATURE_INVALID',
    ],
  ])('%s', (_name, keys, code) => {
    expect(() => verifyExport(archive, keys)).toThrow(withCode(code));
  });

  it('with the signature of another file', async () => {
    const [one, other] = await Promise.all([
      signGoodFile([old]),
      signExport({ ...goodFile, region: 'SI' }, [old]),
    ]);
    expect(() => verifyExport({ ...one, exportSig: other.exportSig }, [trusted(old)])).toThrow(
      withCode('EXPORT_SIGNATURE_INVALID'),
    );
  });

  it('that names no algorithm is, by the only one', () => {
    const { verificationKeyId, verificationKeyVersion } = signature!.signatureInfo;
    const exportSig = resigned({ signatureInfo: { verificationKeyId, verificationKeyVersion } });
    const found = verifyExport({ ...archive, exportSig }, [key]);
    expect(found.signatureInfo.signatureAlgorithm).toBeUndefined();
  });

  it('where one signature is wrong, another that holds is enough', async () => {
    const { exportBin, exportSig } = await signGoodFile([young, old]);
    const [first, second] = parseSignatureList(exportSig);
    const wrong = { ...first!, signature: second!.signature };
    const list = encodeSignatureList([wrong, second!]);
    const found = verifyExport({ exportBin, exportSig: list }, [trusted(young), trusted(old)]);
    expect(found.signatureInfo.verificationKeyVersion).toBe('v1');
  });
});

describe('a list of signatures', () => {
  const bytes = published.archive.exportSig;

  it('is kept apart from the bytes that it was read from', () => {
    const copy = bytes.slice();
    const list = parseSignatureList(copy);
    copy.fill(0);
    expect(list).toEqual(parseSignatureList(bytes));
  });

  it('that is none says what it should have been, and how many are too many', () => {
    expect(() => parseSignatureList(bytes.subarray(0, -1))).toThrow('TEKSignatureList');
    const eleven = encodeSignatureList(
      Array.from({ length: 11 }, () => parseSignatureList(bytes)[0]!),
    );
    expect(() => parseSignatureList(eleven)).toThrow(
      expect.objectContaining({ details: { max: 10 } }),
    );
  });
});

describe('who signs', () => {
  const ed25519 = signingKey(generateSigningKey('EdDSA', seededRandom(5)));

  it.each<readonly [string, Parameters<typeof signExport>[1], string]>([
    ['nobody', [], 'EXPORT_BUILD'],
    ['eleven', Array.from({ length: 11 }, () => old), 'EXPORT_BUILD'],
    ['a key of another kind', [{ ...old, key: ed25519 }], 'KEY_UNSUITABLE'],
  ])('%s is refused', async (_name, signers, code) => {
    await expect(signExport(goodFile, signers)).rejects.toThrow(withCode(code));
  });

  it('ten are not too many', async () => {
    const { exportSig } = await signGoodFile(Array.from({ length: 10 }, () => old));
    expect(parseSignatureList(exportSig)).toHaveLength(10);
  });

  it('an unsigned file names nobody', () => {
    expect(parseExport(encodeExport(goodFile)).signatureInfos).toEqual([]);
  });
});

describe('a public key', () => {
  const spki = fromForeignBase64(vectors.exportFile.publicKeySpkiBase64);
  const pemOf = (bytes: Uint8Array, label = 'PUBLIC KEY'): string =>
    `-----BEGIN ${label}-----\n${toBase64(bytes)}\n-----END ${label}-----\n`;

  it('of a PEM and of its JWK is the same', () => {
    const { key } = exportPublicKey(published.pem);
    expect(exportPublicKey(key.jwk).key.kid).toBe(key.kid);
  });

  it('as OpenSSL writes it is read, with other text around it', () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = pair.publicKey.export({ type: 'spki', format: 'pem' });
    const jwk = pair.publicKey.export({ format: 'jwk' });
    const read = exportPublicKey(`# my key\n${String(pem)}\nthat was it`, {
      id: '452',
      version: 'v1',
    });
    expect(read).toMatchObject({ id: '452', version: 'v1', key: { jwk: { x: jwk.x, y: jwk.y } } });
  });

  it.each<readonly [string, string | object]>([
    ['nothing', ''],
    ['no PEM', vectors.exportFile.publicKeySpkiBase64],
    ['a private key', pemOf(spki, 'PRIVATE KEY')],
    ['base64 that is none', published.pem.replace('MFkw', 'M=kw')],
    ['cut off', pemOf(spki.subarray(0, 90))],
    ['too long', pemOf(new Uint8Array([...spki, 0]))],
    ['of another curve', pemOf(overwrite(spki, 22, 0x08))],
    ['compressed', pemOf(overwrite(spki, 26, 2))],
    ['off the curve', pemOf(overwrite(spki, 90, 0))],
    ['a JWK of another kind', generateSigningKey('EdDSA', seededRandom(1))],
    ['a private JWK', generateSigningKey('ES256', seededRandom(1))],
    ['a public JWK of another kind', signingKey(generateSigningKey('EdDSA', seededRandom(1))).jwk],
  ])('%s is refused', (_name, source) => {
    expect(() => exportPublicKey(source)).toThrow(withCode('KEY_UNSUITABLE'));
  });
});
