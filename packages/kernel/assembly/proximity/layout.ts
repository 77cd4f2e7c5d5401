/**
 * Where everything stands. Nothing is allocated: the filters of what was heard stand behind all this, where
 * `__heap_base` says.
 *
 * A plane is one bit of 128 bytes that are worked on together, 16 intervals of each of 8 keys:
 *
 * | bits of a plane | belong to            |
 * | --------------- | -------------------- |
 * | 0..15           | key 0, interval 0..15 |
 * | 16..31          | key 1, interval 0..15 |
 * | …               | …                    |
 * | 112..127        | key 7, interval 0..15 |
 *
 * | unit   | bytes | holds                                |
 * | ------ | ----- | ------------------------------------ |
 * | plane  | 16    | one bit                              |
 * | byte   | 128   | 8 planes, lowest bit first           |
 * | column | 512   | 4 bytes of a block                   |
 * | block  | 2048  | 4 columns: 16 bytes in their order   |
 */
export const PLANE: usize = 16;
export const BYTE: usize = 8 * PLANE;
export const COLUMN: usize = 4 * BYTE;
export const BLOCK: usize = 4 * COLUMN;

/** Keys that are worked on together. */
export const KEYS: usize = 8;
/** Intervals of each of them in one pass. */
export const PASS_INTERVALS: u32 = 16;
/** Passes for a rolling period of 144. */
export const PASSES: u32 = 9;

// Written by the host once. Each word four times: one for each lane of SHA-256.

/** Constants of the 64 rounds of SHA-256. */
export const SHA_CONSTANTS: usize = memory.data(1024, 16);
/** The 64 words of the only block of the message of HKDF's second step. */
export const INFO_WORDS: usize = memory.data(1024, 16);
/** States of SHA-256, 8 words each: at the start, after the inner pad of the salt, after the outer one. */
export const SHA_STATES: usize = memory.data(384, 16);

// Written by the host for each 8 keys; numbers are uint32.

/** TEKs, 16 bytes each. */
export const TEKS: usize = memory.data(128, 16);
/** The first interval of each key. */
export const STARTS: usize = memory.data(32, 16);
/** Of each key, bit q: whether pass q has anything to look for. */
export const KEY_PASSES: usize = memory.data(32, 16);
/** Of each key: the pass from which on its second filter is the right one. */
export const TURNS: usize = memory.data(32, 16);
/** Of each key: address of its first filter, which bits of a tag to add; the same for its second. */
export const FILTERS: usize = memory.data(128, 16);

// Read by the host.

/** Word 0 of the RPIKs of keys 0..7, then word 1, and so on; 4 words, big-endian. */
export const RPIKS: usize = memory.data(128, 16);
/** Key, interval less the first of the key, tag: 3 uint32 a candidate, at most 8 × 144 candidates. */
export const CANDIDATES: usize = memory.data(13824, 16);
