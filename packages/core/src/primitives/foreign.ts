/**
 * What the protocols of other systems are built from, and ours is not: loose encodings, Protocol
 * Buffers, AES, ECDH on P-256. Apart from the index, so that an app that reads none of them does not
 * load them.
 *
 * @module
 */
export * from './aes.ts';
export * from './calendar.ts';
export * from './der-signature.ts';
export * from './foreign-base64.ts';
export * from './foreign-json.ts';
export * from './mask.ts';
export * from './p256.ts';
export * from './protobuf.ts';
