// Keys and forgeries for tests of everything that is signed. Forgeries are made here with the bare
// curves, so that a token the library would never make can still carry a signature that holds.
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { keySet, type PrivateJwk, type SigningKey, signingKey } from '@waypost/core/jws';
import { fromBase64Url, isWaypostError, toBase64Url, toUtf8 } from '@waypost/core/primitives';
import rfc from './jws-rfc.json' with { type: 'json' };

export const p256Key: SigningKey = signingKey(rfc.cases[0]?.key);
export const ed25519Key: SigningKey = signingKey(rfc.cases[1]?.key);
export const bothKeys = keySet([p256Key.jwk, ed25519Key.jwk]);
export const keyOf = { ES256: p256Key, EdDSA: ed25519Key } as const;

/** Both implementations of the signatures, for `describe.each`. */
export const IMPLEMENTATIONS = [
  ['WebCrypto', false],
  ['portable', true],
] as const;

export const part = (value: unknown): string => toBase64Url(toUtf8(JSON.stringify(value)));

const secretOf = (key: { privateJwk: PrivateJwk }): Uint8Array => fromBase64Url(key.privateJwk.d);

/** Signs any two parts, well-formed or not. */
export function forgeParts(header: string, payload: string, key: SigningKey): string {
  const input = `${header}.${payload}`;
  const curve = key.algorithm === 'ES256' ? p256 : ed25519;
  return `${input}.${toBase64Url(curve.sign(toUtf8(input), secretOf(key)))}`;
}

/** Signs any header and payload as JSON. */
export const forge = (header: unknown, payload: unknown, key: SigningKey): string =>
  forgeParts(part(header), part(payload), key);

/** Signs JSON that is padded with white space to the longest text of at most so many characters. */
export function forgeLong(
  header: unknown,
  payload: unknown,
  { key, length }: { readonly key: SigningKey; readonly length: number },
): string {
  const around = part(header).length + 2 + 86; // two dots, and a signature of 64 bytes
  const json = JSON.stringify(payload);
  const bytes = Math.floor(((length - around) * 3) / 4);
  const filled = json + ' '.repeat(Math.max(0, bytes - toUtf8(json).length));
  return forgeParts(part(header), toBase64Url(toUtf8(filled)), key);
}

/** A point of order four: (sqrt(-1), 0). */
export const torsionPoint = ed25519.Point.fromBytes(new Uint8Array(32));

/** Another character of base64url, so that a text stays in its alphabet and still differs. */
export function mutate(text: string, index: number, shift = 1): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
  const at = alphabet.indexOf(text.charAt(index));
  const other = alphabet.charAt((at + shift) % alphabet.length);
  return text.slice(0, index) + other + text.slice(index + 1);
}

/** Code of the error that `run` ends with; `accepted` when it ends with none. */
export async function outcome(run: () => unknown): Promise<string> {
  try {
    await run();
    return 'accepted';
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    return error.code;
  }
}
