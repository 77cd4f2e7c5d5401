// What one would match proximity keys with, had one no kernel: @noble, and what Node.js brings along.

import { createCipheriv, hash, hkdfSync } from 'node:crypto';
import { ecb } from '@noble/ciphers/aes.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { HeardIds, KeyBatch } from '@waypost/kernel/proximity';
import { HeardTable, type Match } from './heard-table.ts';
import { TOLERANCE_INTERVALS } from './proximity-data.ts';

/** Makes its tables of what was heard, and gives back what looks for keys in it. */
export type Peer = (heard: HeardIds) => (batch: KeyBatch) => Match[];

/** Identifiers of one key, joined; the bytes hold until the next call. */
type DeriveRpis = (tek: Uint8Array, start: number, count: number) => Uint8Array;

const INFO = new TextEncoder().encode('EN-RPIK');
const NO_SALT = new Uint8Array(0);
const BLOCK = 16;

/** `EN-RPI`, six zeros and the interval, for the 144 intervals of a day. */
const paddedData = new Uint8Array(144 * BLOCK);
for (let i = 0; i < 144; i++) paddedData.set(new TextEncoder().encode('EN-RPI'), i * BLOCK);
const paddedWords = new Uint32Array(paddedData.buffer);

function paddedDataOf(start: number, count: number): Uint8Array {
  for (let i = 0; i < count; i++) paddedWords[4 * i + 3] = start + i;
  return paddedData.subarray(0, count * BLOCK);
}

const rpisOut = new Uint8Array(144 * BLOCK);

const deriveByNoble: DeriveRpis = (tek, start, count) => {
  const rpik = hkdf(sha256, tek, undefined, INFO, 16);
  const out = rpisOut.subarray(0, count * BLOCK);
  return ecb(rpik, { disablePadding: true }).encrypt(paddedDataOf(start, count), out);
};

const encrypt = (rpik: Uint8Array, start: number, count: number): Uint8Array =>
  createCipheriv('aes-128-ecb', rpik, null).update(paddedDataOf(start, count));

const deriveByHkdfSync: DeriveRpis = (tek, start, count) =>
  encrypt(new Uint8Array(hkdfSync('sha256', tek, NO_SALT, INFO, 16)), start, count);

// HMAC by hand, since hkdfSync and createHmac spend most of their time on making objects: a block of
// the key with ipad or opad, and behind it what is hashed.
const extractInner = new Uint8Array(64 + 16).fill(0x36, 0, 64);
const extractOuter = new Uint8Array(64 + 32).fill(0x5c, 0, 64);
const expandInner = new Uint8Array(64 + 8).fill(0x36, 0, 64);
expandInner.set(INFO, 64);
expandInner[71] = 1;
const expandOuter = new Uint8Array(64 + 32).fill(0x5c, 0, 64);

const deriveByHashes: DeriveRpis = (tek, start, count) => {
  extractInner.set(tek, 64);
  extractOuter.set(hash('sha256', extractInner, 'buffer'), 64);
  const prk = hash('sha256', extractOuter, 'buffer');
  for (let i = 0; i < 32; i++) {
    expandInner[i] = prk[i]! ^ 0x36;
    expandOuter[i] = prk[i]! ^ 0x5c;
  }
  expandOuter.set(hash('sha256', expandInner, 'buffer'), 64);
  return encrypt(hash('sha256', expandOuter, 'buffer').subarray(0, 16), start, count);
};

/** Looks identifiers up by their first word, in the best table that plain JavaScript has for it. */
const byTable =
  (deriveRpis: DeriveRpis): Peer =>
  (heard) => {
    const table = new HeardTable(heard, TOLERANCE_INTERVALS);
    return (batch) => {
      const found: Match[] = [];
      for (let key = 0; key < batch.starts.length; key++) {
        const [start, count] = [batch.starts[key]!, batch.periods[key]!];
        const rpis = deriveRpis(tekOf(batch, key), start, count);
        table.find({ rpis, key, start }, found);
      }
      return found;
    };
  };

/** Looks identifiers up as hex, as one writes it first. */
const byHex =
  (deriveRpis: DeriveRpis): Peer =>
  (heard) => {
    const byRpi = new Map<string, number[]>();
    const ids = Buffer.from(heard.rpis.buffer, heard.rpis.byteOffset, heard.rpis.length);
    for (let i = 0; i < heard.intervals.length; i++) {
      const name = ids.toString('hex', BLOCK * i, BLOCK * i + BLOCK);
      byRpi.set(name, [...(byRpi.get(name) ?? []), i]);
    }
    return (batch) => {
      const found: Match[] = [];
      for (let key = 0; key < batch.starts.length; key++) {
        const [start, count] = [batch.starts[key]!, batch.periods[key]!];
        const rpis = Buffer.from(deriveRpis(tekOf(batch, key), start, count));
        for (let i = 0; i < count; i++)
          for (const id of byRpi.get(rpis.toString('hex', BLOCK * i, BLOCK * i + BLOCK)) ?? [])
            if (Math.abs(heard.intervals[id]! - start - i) <= TOLERANCE_INTERVALS)
              found.push([key, start + i, id]);
      }
      return found;
    };
  };

const tekOf = ({ teks }: KeyBatch, key: number): Uint8Array =>
  teks.subarray(BLOCK * key, BLOCK * key + BLOCK);

/** HKDF and AES of @noble, and a good table. */
export const noble: Peer = byTable(deriveByNoble);
/** `hkdfSync`, a cipher a key, and a `Map` of hex. */
export const nodeNaive: Peer = byHex(deriveByHkdfSync);
/** `crypto.hash` four times, a cipher a key over all its intervals, and a good table. */
export const nodeTuned: Peer = byTable(deriveByHashes);
