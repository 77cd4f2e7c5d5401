import { AES_BLOCK_BYTES, aesCtr } from '../../primitives/foreign.ts';
import { hmacSha256, toUtf8 } from '../../primitives/index.ts';

/** Length of an EphID, in bytes. */
export const EPH_ID_BYTES = 16;
/** Length of an epoch, in seconds: one EphID is broadcast for so long. */
export const EPOCH_SECONDS = 900;

/**
 * `PRG(PRF(key, label))` of the white paper: HMAC-SHA256, whose 32 bytes are the key of AES-256-CTR with
 * a counter of zeros; the key stream in pieces of 16 bytes.
 */
export function expandEphIds(key: Uint8Array, label: string, count: number): Uint8Array[] {
  const stream = aesCtr(
    { key: hmacSha256(key, toUtf8(label)), iv: new Uint8Array(AES_BLOCK_BYTES) },
    new Uint8Array(count * EPH_ID_BYTES),
  );
  return Array.from({ length: count }, (_, i) =>
    stream.slice(i * EPH_ID_BYTES, (i + 1) * EPH_ID_BYTES),
  );
}
