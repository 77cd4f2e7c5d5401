/**
 * WebCrypto as far as signatures need it, where the host has it.
 *
 * @module
 */

/** What is used of `SubtleCrypto`. */
export interface WebCrypto {
  importKey(
    format: 'jwk',
    key: object,
    algorithm: object,
    extractable: boolean,
    usages: readonly ('sign' | 'verify')[],
  ): Promise<object>;
  sign(algorithm: object, key: object, message: Uint8Array): Promise<ArrayBuffer>;
  verify(
    algorithm: object,
    key: object,
    signature: Uint8Array,
    message: Uint8Array,
  ): Promise<boolean>;
}

/** The host's WebCrypto; `undefined` where it has none, as on a page without https. */
export const webCrypto = (): WebCrypto | undefined =>
  (globalThis as { crypto?: { subtle?: WebCrypto } }).crypto?.subtle;

/** A host that has WebCrypto and not Ed25519 says so by this error, when the key is imported. */
export const isUnknownToHost = (error: unknown): boolean =>
  error instanceof Error && error.name === 'NotSupportedError';
