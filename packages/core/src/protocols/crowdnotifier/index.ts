/**
 * CrowdNotifier, versions 2 and 3, as NotifyMe and SwissCovid used it: codes, identities, sealed
 * visits, traces and their publication.
 *
 * Spec: CrowdNotifier technical specification and white paper; SwissCovid check-in QR code format.
 * Vectors: `test/vectors/crowdnotifier.json`.
 *
 * @module
 */
export * from './associated-data.ts';
export * from './check-out.ts';
export * from './entry-url.ts';
export * from './entry-v2.ts';
export { type IbeCiphertext, type IbeMessage, ibeDec, ibeEnc } from './ibe.ts';
export {
  assertMasterPublicKey,
  combineMasterPublicKeys,
  combineSecretKeys,
  type HashToG1,
  hashToG1,
  type IbeKeyPair,
  ibeKeyDer,
  ibeKeyGen,
  ibePairing,
  ibePublicKey,
  type TracingKey,
  verifyTrace,
} from './ibe-keys.ts';
export * from './identity.ts';
export * from './location-data.ts';
export * from './location-setup.ts';
export * from './pre-trace.ts';
export * from './problematic-events.ts';
export {
  decodeQrCodePayload,
  encodeQrCodePayload,
  type FieldNumbering,
  type QrCodePayload,
} from './qr-code-payload.ts';
export { boxPublicKey, openSealedBox, sealBox } from './sealed-box.ts';
export { openSecretBox, type SecretBoxParameters, sealSecretBox } from './secret-box.ts';
export * from './trace.ts';
export * from './upload-rules.ts';
export * from './user-upload.ts';
export * from './venue.ts';
export * from './visit.ts';
