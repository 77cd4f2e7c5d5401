import { decodeLucaGuestRecord, type LucaGuestRecord } from '@waypost/core/luca';
import { fromHex } from '@waypost/core/primitives';
import { fromForeignBase64 } from '@waypost/core/primitives/foreign';
import vectors from '../vectors/luca.json' with { type: 'json' };

const { guestCode, traceId, dh } = vectors;

/** The published guest code, which has no checksum. */
export const published = {
  z85: guestCode.z85,
  bytes: fromForeignBase64(guestCode.record),
  record: {
    version: guestCode.version,
    deviceType: guestCode.deviceType,
    keyId: guestCode.keyId,
    timestamp: guestCode.timestamp,
    traceId: fromForeignBase64(guestCode.traceId),
    encData: fromForeignBase64(guestCode.encData),
    ephemeralPublicKey: fromForeignBase64(guestCode.ephemeralPublicKey),
    verificationTag: fromHex(guestCode.verificationTag),
  },
  verificationSecret: fromForeignBase64(guestCode.verificationSecret),
  dailySecret: fromForeignBase64(guestCode.dailySecret),
};

/** The published trace id. */
export const trace = {
  guest: {
    userId: fromHex(traceId.userId.replaceAll('-', '')),
    tracingSecret: fromForeignBase64(traceId.tracingSecret),
  },
  timestamp: traceId.timestamp,
  traceId: fromForeignBase64(traceId.traceId),
};

/** The published agreement on a secret. */
export const agreement = {
  secret: fromForeignBase64(dh.secret),
  publicKey: fromForeignBase64(dh.publicKey),
  sharedSecret: fromForeignBase64(dh.sharedSecret),
};

/** The record as an app of the time wrote it. */
export const record: LucaGuestRecord = { ...decodeLucaGuestRecord(published.bytes), version: 3 };

export const { tableUrl, meetingUrl } = vectors;
