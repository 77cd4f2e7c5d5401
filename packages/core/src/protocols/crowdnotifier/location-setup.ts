/**
 * Setting up a place: the code for the wall and the one for the owner's drawer.
 *
 * | field | QRCodeTrace, private, version 3      |
 * | ----- | ------------------------------------ |
 * | 1     | version                              |
 * | 2     | qrCodePayload                        |
 * | 3     | masterSecretKeyLocation, 32 bytes    |
 * | 4     | cipherTextHealthAuthority, 80 bytes  |
 *
 * Spec: CrowdNotifier technical specification, "Setting-up a Location".
 *
 * @module
 */
import { ProtoMessage, ProtoWriter } from '../../primitives/foreign.ts';
import { assertBytes, type RandomBytes } from '../../primitives/index.ts';
import { SCALAR_BYTES } from './bls.ts';
import { combineMasterPublicKeys, ibeKeyGen } from './ibe-keys.ts';
import { decoding, malformedCode, unlessZero } from './malformed.ts';
import { encodeQrCodePayload, type QrCodePayload, SEED_BYTES } from './qr-code-payload.ts';
import { SEALED_BOX_OVERHEAD, sealBox } from './sealed-box.ts';

/** Length of the sealed share of the health authority, in bytes. */
export const SEALED_SHARE_BYTES: number = SCALAR_BYTES + SEALED_BOX_OVERHEAD;

/** What the owner of a place keeps: the location's share of the key, and the other one sealed. Secret. */
export interface QrCodeTrace {
  readonly version: number;
  /** The payload of the public code. */
  readonly qrCodePayload: Uint8Array;
  /** 32 bytes. */
  readonly masterSecretKeyLocation: Uint8Array;
  /** The share of the health authority, 80 bytes, which only it can open. */
  readonly cipherTextHealthAuthority: Uint8Array;
}

/** A place as its owner describes it, and 3 or 4 as `version` of all its parts. */
export type LocationDescription = Pick<
  QrCodePayload,
  'description' | 'address' | 'startTimestamp' | 'endTimestamp' | 'countryData'
> & { readonly version: number };

/**
 * (Location owner) Makes the keys of a place. The share of the health authority is sealed and then
 * forgotten: neither side can trace alone. `qrCodePayload` of the result goes on the wall.
 *
 * @param healthAuthorityKey - 32 bytes, X25519.
 * @throws {@link WaypostError} as `encodeQrCodePayload`; `KEY_UNSUITABLE`.
 */
export function setupLocation(
  description: LocationDescription,
  healthAuthorityKey: Uint8Array,
  randomBytes: RandomBytes,
): QrCodeTrace {
  const location = ibeKeyGen(randomBytes);
  const authority = ibeKeyGen(randomBytes);
  const publicKey = combineMasterPublicKeys(location.masterPublicKey, authority.masterPublicKey);
  return {
    version: description.version,
    qrCodePayload: issueQrCodePayload(description, publicKey, randomBytes),
    masterSecretKeyLocation: location.masterSecretKey,
    cipherTextHealthAuthority: sealBox(authority.masterSecretKey, healthAuthorityKey, randomBytes),
  };
}

/**
 * Writes the payload of a new code under a public key that is there already: the server-based variant
 * (SwissCovid), where one authority holds the key of all places.
 *
 * @throws {@link WaypostError} as `encodeQrCodePayload`.
 */
export const issueQrCodePayload = (
  { version, ...description }: LocationDescription,
  masterPublicKey: Uint8Array,
  randomBytes: RandomBytes,
): Uint8Array =>
  encodeQrCodePayload({
    ...description,
    version,
    locationVersion: version,
    cryptoVersion: version,
    publicKey: masterPublicKey,
    cryptographicSeed: randomBytes(SEED_BYTES),
    type: 0,
    fieldNumbering: 'deployed',
  });

/** Reads the owner's private code. @throws {@link WaypostError} `VENUE_CODE_MALFORMED`. */
export function decodeQrCodeTrace(bytes: Uint8Array): QrCodeTrace {
  return decoding(malformedCode, 'QRCodeTrace', () => {
    const message = new ProtoMessage(bytes, 'QRCodeTrace');
    return assertLengths({
      version: message.uint(1),
      qrCodePayload: message.bytes(2).slice(),
      masterSecretKeyLocation: message.bytes(3).slice(),
      cipherTextHealthAuthority: message.bytes(4).slice(),
    });
  });
}

/** Writes the owner's private code. @throws {@link WaypostError} `BYTES_LENGTH`. */
export function encodeQrCodeTrace(trace: QrCodeTrace): Uint8Array {
  assertLengths(trace);
  return new ProtoWriter()
    .uint(1, unlessZero(trace.version))
    .bytes(2, trace.qrCodePayload)
    .bytes(3, trace.masterSecretKeyLocation)
    .bytes(4, trace.cipherTextHealthAuthority)
    .finish();
}

function assertLengths(trace: QrCodeTrace): QrCodeTrace {
  assertBytes(trace.masterSecretKeyLocation, SCALAR_BYTES, 'masterSecretKeyLocation');
  assertBytes(trace.cipherTextHealthAuthority, SEALED_SHARE_BYTES, 'cipherTextHealthAuthority');
  return trace;
}
