import { fromHex, type RandomBytes, sha256, toUtf8 } from '@waypost/core/primitives';
import vectors from '../vectors/crowdnotifier.json' with { type: 'json' };

export { outcome } from '../primitives/jws-kit.ts';
export { vectors };

/** The master key of the test environment, and a payload that names its public key. */
export const masterSecretKey = fromHex(vectors.masterKey.masterSecretKey);
export const masterPublicKey = fromHex(vectors.masterKey.masterPublicKey);
/** An aligned hour, and its neighbours. */
export const HOUR = 1_620_140_400;

/** Randomness that can be repeated: SHA-256 of a counter. */
export function repeatable(seed = 'crowdnotifier'): RandomBytes {
  let counter = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let offset = 0; offset < length; offset += 32)
      bytes.set(sha256(toUtf8(`${seed}/${counter++}`)).subarray(0, length - offset), offset);
    return bytes;
  };
}

/** Hands out what it was given, in order. */
export function scripted(...values: readonly Uint8Array[]): RandomBytes {
  const rest = [...values];
  return (length) => {
    const next = rest.shift();
    if (next?.length !== length) throw new Error(`${length} bytes were not expected`);
    return next;
  };
}

/** The same bytes but for one bit. */
export const flip = (bytes: Uint8Array, at = 0, bit = 1): Uint8Array =>
  bytes.map((byte, i) => (i === at ? byte ^ bit : byte));
