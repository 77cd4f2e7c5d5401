/**
 * Public keys of export files.
 *
 * Sources: RFC 5480 (`SubjectPublicKeyInfo`), RFC 7468 (PEM), RFC 7517 (JWK). Vectors:
 * `test/vectors/gaen.json`, `exportFile.publicKeySpkiBase64`.
 *
 * @module
 */
import { fromForeignBase64 } from '../../primitives/foreign.ts';
import {
  assertBytes,
  compareBytes,
  fromHex,
  toBase64Url,
  WaypostError,
} from '../../primitives/index.ts';
import { type P256Jwk, type VerificationKey, verificationKey } from '../../primitives/jws.ts';

/** Whose signatures a reader believes. Made by {@link exportPublicKey}. */
export interface ExportPublicKey {
  readonly key: VerificationKey;
  /** `verificationKeyId` of its signatures, as `262`; left out, every signature is tried. */
  readonly id?: string | undefined;
  /** `verificationKeyVersion` of its signatures, as `v1`; left out, every version is tried. */
  readonly version?: string | undefined;
}

/** What stands before the 65 bytes of a point: `id-ecPublicKey`, `prime256v1`, and a bit string. */
const SPKI_PREFIX = fromHex('3059301306072a8648ce3d020106082a8648ce3d030107034200');
const POINT_BYTES = 65;
const COORDINATE_BYTES = 32;
const PEM = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----/;

/**
 * Loads a P-256 key.
 *
 * @param source - PEM (`BEGIN PUBLIC KEY`; what else stands in the text is passed over), or a JWK.
 * @param name - How the signatures of the key name it.
 * @throws {@link WaypostError} `KEY_UNSUITABLE`.
 */
export function exportPublicKey(
  source: string | object,
  name: Pick<ExportPublicKey, 'id' | 'version'> = {},
): ExportPublicKey {
  const key = verificationKey(typeof source === 'string' ? jwkOfPem(source) : source);
  if (key.algorithm !== 'ES256')
    throw new WaypostError('KEY_UNSUITABLE', 'exports are signed with P-256 keys');
  return { key, id: name.id, version: name.version };
}

/**
 * | bytes  | SubjectPublicKeyInfo of P-256, DER               |
 * | ------ | ------------------------------------------------ |
 * | 0..25  | the same for every key                           |
 * | 26     | 4: the point is not compressed                   |
 * | 27..58 | x, big endian                                    |
 * | 59..90 | y, big endian                                    |
 */
function jwkOfPem(pem: string): P256Jwk {
  try {
    const digits = PEM.exec(pem)?.[1] ?? '';
    const spki = fromForeignBase64(digits.replaceAll(/\s/g, ''));
    assertBytes(spki, SPKI_PREFIX.length + POINT_BYTES, 'public key');
    const point = spki.subarray(SPKI_PREFIX.length);
    if (point[0] !== 4 || compareBytes(spki.subarray(0, SPKI_PREFIX.length), SPKI_PREFIX) !== 0)
      throw unsuitable();
    const x = toBase64Url(point.subarray(1, 1 + COORDINATE_BYTES));
    return { kty: 'EC', crv: 'P-256', x, y: toBase64Url(point.subarray(1 + COORDINATE_BYTES)) };
  } catch {
    throw unsuitable();
  }
}

const unsuitable = (): WaypostError =>
  new WaypostError('KEY_UNSUITABLE', 'not a PEM with a P-256 public key');
