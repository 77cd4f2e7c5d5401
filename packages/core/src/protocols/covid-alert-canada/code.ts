/**
 * The texts of COVID Alert codes: `https://<host>/<path>#<base64>` around a signed message.
 *
 * | bytes | signed message, NaCl `crypto_sign`       |
 * | ----- | ---------------------------------------- |
 * | 0..63 | Ed25519 signature of the rest            |
 * | 64..  | payload, UTF-8, see {@link parsePayload} |
 *
 * Spec: source of the COVID Alert app and portal. Vectors: `test/vectors/covid-alert-canada.json`.
 *
 * @module
 */
import { concatBytes } from '../../primitives/bytes.ts';
import { WaypostError } from '../../primitives/errors.ts';
import { fromForeignBase64, toBase64 } from '../../primitives/foreign-base64.ts';
import type { SigningKey, VerificationKey } from '../../primitives/jws-keys.ts';
import {
  type SignatureOptions,
  type SignedBytes,
  signBytes,
  verifyBytes,
} from '../../primitives/signature.ts';
import { malformed } from './malformed.ts';
import { type CovidAlertPlace, encodePayload, parsePayload } from './payload.ts';

/** Longest text, in characters: what a QR code of level L holds. */
export const COVID_ALERT_CODE_MAX_LENGTH = 4296;

const SIGNATURE_BYTES = 64;
// Digits of base64 that 65 bytes take: a signature, and something that was signed.
const MIN_DIGITS = 87;
const URL_FORM = /^https:\/\/([^\s/?#@\\]+)(?:[/?][^\s#]*)?#([A-Za-z0-9+/]+)={0,2}$/;
const URL_BEFORE_FRAGMENT = /^https:\/\/[^\s/?#@\\]+(?:[/?][^\s#]*)?$/;

/** A code taken apart, nothing of it believed yet. */
export interface CovidAlertCode {
  /** Host name in the text. Anybody can print one. */
  readonly host: string;
  /** What {@link verifyBytes} judges. */
  readonly signed: SignedBytes;
}

/**
 * Whether a text could be such a code: an https URL whose fragment is standard base64 of more bytes
 * than a signature has. The host is not looked at, since none is fixed: other codes have this form
 * too, and are to be recognised before.
 */
export function isCovidAlertUrl(text: string): boolean {
  if (typeof text !== 'string' || text.length > COVID_ALERT_CODE_MAX_LENGTH) return false;
  return (URL_FORM.exec(text)?.[2] ?? '').length >= MIN_DIGITS;
}

/**
 * Takes a scanned text apart. What it says is read by {@link readCovidAlertPlace}.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `text`, `encoding`.
 */
export function parseCovidAlertCode(text: string): CovidAlertCode {
  if (!isCovidAlertUrl(text)) throw malformed('text');
  const [, host = '', digits = ''] = URL_FORM.exec(text) ?? [];
  const bytes = decodeDigits(digits);
  return {
    host,
    signed: {
      signature: bytes.subarray(0, SIGNATURE_BYTES),
      message: bytes.subarray(SIGNATURE_BYTES),
    },
  };
}

/** What the code says, signed or not. @throws `VENUE_CODE_MALFORMED` as {@link parsePayload}. */
export const readCovidAlertPlace = ({ signed }: CovidAlertCode): CovidAlertPlace =>
  parsePayload(signed.message);

/**
 * Whether one of these keys signed the code. Only Ed25519 keys can have.
 *
 * @param keys - All that are trusted: a code names none.
 */
export async function isCovidAlertCodeSignedBy(
  { signed }: CovidAlertCode,
  keys: readonly VerificationKey[],
  options: SignatureOptions = {},
): Promise<boolean> {
  for (const key of keys)
    if (key.algorithm === 'EdDSA' && (await verifyBytes(signed, key, options))) return true;
  return false;
}

/**
 * (Visitor's device) Verifies a scanned code. Nothing of it is read before its signature holds.
 *
 * @throws {@link WaypostError} `VENUE_CODE_SIGNATURE` when none of the keys signed it;
 * `VENUE_CODE_MALFORMED` as {@link parseCovidAlertCode}, and as {@link parsePayload} for what a
 * trusted key signed.
 */
export async function verifyCovidAlertCode(
  text: string,
  keys: readonly VerificationKey[],
  options: SignatureOptions = {},
): Promise<CovidAlertPlace> {
  const code = parseCovidAlertCode(text);
  if (!(await isCovidAlertCodeSignedBy(code, keys, options)))
    throw new WaypostError('VENUE_CODE_SIGNATURE', 'COVID Alert code is by no trusted key');
  return readCovidAlertPlace(code);
}

/** Who issues a code, and where it leads. */
export interface CovidAlertIssuer extends SignatureOptions {
  /** URL without a fragment: where a phone's camera leads. */
  readonly url: string;
  /** An Ed25519 key. */
  readonly key: SigningKey;
}

/**
 * (Issuer) Issues the code of a place: `<url>#<base64 of signature || payload>`.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` with `what`: `id`, `name`, `address`, `host`,
 * `text` where the result is too long; `KEY_UNSUITABLE` for a key that is not Ed25519.
 */
export async function issueCovidAlertCode(
  place: CovidAlertPlace,
  { url, key, portable }: CovidAlertIssuer,
): Promise<string> {
  if (key.algorithm !== 'EdDSA')
    throw new WaypostError('KEY_UNSUITABLE', 'COVID Alert codes are signed by Ed25519');
  if (!URL_BEFORE_FRAGMENT.test(url)) throw malformed('host');
  const payload = encodePayload(place);
  const signature = await signBytes(payload, key, { portable });
  const text = `${url}#${toBase64(concatBytes(signature, payload))}`;
  if (text.length > COVID_ALERT_CODE_MAX_LENGTH) throw malformed('text');
  return text;
}

function decodeDigits(digits: string): Uint8Array {
  try {
    return fromForeignBase64(digits);
  } catch {
    throw malformed('encoding');
  }
}
