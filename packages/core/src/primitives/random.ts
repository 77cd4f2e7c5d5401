/**
 * Source of randomness: returns `length` fresh, unpredictable bytes. Always passed in, so that tests
 * can be repeated; in production it is `(length) => crypto.getRandomValues(new Uint8Array(length))`.
 */
export type RandomBytes = (length: number) => Uint8Array;
