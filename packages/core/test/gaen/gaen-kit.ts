// What the tests of Exposure Notification share.
import {
  buildExport,
  type DiagnosisKey,
  type ExportArchive,
  type ExportFile,
  type ExportSigner,
  exportPublicKey,
  signExport,
} from '@waypost/core/gaen';
import { generateSigningKey, signingKey } from '@waypost/core/jws';
import { concatBytes, fromHex, toUtf8 } from '@waypost/core/primitives';
import { fromForeignBase64 } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { expect } from 'vitest';
import { seededRandom } from '../filters/kit.ts';
import vectors from '../vectors/gaen.json' with { type: 'json' };

/** An error of this code that says something, and names this field where a test says which. */
export const withCode = (code: string, what?: string): unknown =>
  expect.objectContaining({
    code,
    message: expect.stringMatching(/\w/),
    ...(what === undefined ? {} : { details: expect.objectContaining({ what }) }),
  });

/** The two entries of the published example, and its key. */
export const published = {
  archive: {
    exportBin: fromHex(vectors.exportFile.exportBinHex),
    exportSig: fromHex(vectors.exportFile.exportSigHex),
  },
  pem: `-----BEGIN PUBLIC KEY-----\n${vectors.exportFile.publicKeySpkiBase64}\n-----END PUBLIC KEY-----\n`,
};

/** The keys of the published example, as its JSON prints them. */
export const publishedKeys: DiagnosisKey[] = vectors.exportFile.keysJson.temporaryExposureKeys.map(
  ({ key, rollingStartNumber, rollingPeriod, transmissionRisk }) => ({
    tek: fromForeignBase64(key),
    transmissionRiskLevel: transmissionRisk,
    rollingStartIntervalNumber: rollingStartNumber,
    rollingPeriod,
  }),
);

/** Signers who always have the same keys. */
export function signer(id: string, version: string): ExportSigner {
  let seed = 0;
  for (const byte of toUtf8(`${id}/${version}`)) seed = seed * 31 + byte;
  return { id, version, key: signingKey(generateSigningKey('ES256', seededRandom(seed))) };
}

/** What a reader who trusts this signer has. */
export const trusted = ({ key, id, version }: ExportSigner) =>
  exportPublicKey(key.jwk, { id, version });

export const goodKey: DiagnosisKey = {
  tek: new Uint8Array(16).fill(7),
  rollingStartIntervalNumber: 2_650_000,
  rollingPeriod: 144,
  reportType: 1,
};

/** A file that nothing is wrong with. */
export const goodFile: ExportFile = buildExport({
  keys: [goodKey, { ...goodKey, tek: new Uint8Array(16).fill(3), rollingPeriod: 12 }],
  revisedKeys: [{ ...goodKey, tek: new Uint8Array(16).fill(9), reportType: 5 }],
  startTimestamp: 1_590_000_000,
  endTimestamp: 1_590_086_400,
  region: 'VN',
});

export const signGoodFile = (
  signers: readonly ExportSigner[],
): Promise<ExportArchive & { readonly exportSig: Uint8Array }> => signExport(goodFile, signers);

const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });
const anyInt32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const anyText = fc.string({ unit: 'grapheme', maxLength: 12 });

const anyDiagnosisKey: fc.Arbitrary<DiagnosisKey> = fc.record({
  tek: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  transmissionRiskLevel: optional(anyInt32),
  rollingStartIntervalNumber: optional(fc.nat(2 ** 31 - 1)),
  rollingPeriod: optional(fc.integer({ min: 1, max: 144 })),
  reportType: optional(anyInt32),
  daysSinceOnsetOfSymptoms: optional(anyInt32),
  variantOfConcern: optional(anyInt32),
});

export const anySignatureInfo = fc.record({
  appBundleId: optional(anyText),
  androidPackage: optional(anyText),
  verificationKeyVersion: optional(anyText),
  verificationKeyId: optional(anyText),
  signatureAlgorithm: optional(anyText),
});

export const anyExportFile: fc.Arbitrary<ExportFile> = fc.record({
  startTimestamp: optional(fc.maxSafeNat()),
  endTimestamp: optional(fc.maxSafeNat()),
  region: optional(anyText),
  batchNum: optional(anyInt32),
  batchSize: optional(anyInt32),
  signatureInfos: fc.array(anySignatureInfo, { maxLength: 10 }),
  keys: fc.array(anyDiagnosisKey, { maxLength: 20 }),
  revisedKeys: fc.array(anyDiagnosisKey, { maxLength: 5 }),
});

/** The magic of an export file, followed by these fields. */
export const exportBytes = (...fields: readonly Uint8Array[]): Uint8Array =>
  concatBytes(toUtf8('EK Export v1    '), ...fields);
