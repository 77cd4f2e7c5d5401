// Who looks ids up in notices: the client as it stands, and a reader as one writes it from the protocol.

import { sha256 } from '@noble/hashes/sha2.js';
import { matchFile } from '@waypost/client';
import { countIds, idAt, type NoticeWorld } from './notice-data.ts';

/** Goes through all notices once. What it found: notice, id, minutes and severity of each hit. */
export type NoticeReader = (world: NoticeWorld) => string[];

/** What the client does with each file that it fetched. */
const ours: NoticeReader = ({ bundles, sent }) => {
  const visits = Array.from({ length: countIds(sent) }, (_, i) => {
    return { visitId: String(i), sought: idAt(sent, i), start: 0, end: 0 };
  });
  return bundles.flatMap((bytes, bundle) =>
    matchFile({ kind: 'notices', bytes, visits }).map(
      ({ visitId, minutes, severity }) => `${bundle}/${visitId}/${minutes}/${severity}`,
    ),
  );
};

const LABEL = new TextEncoder().encode('waypost/1/exposed');
const HEADER_BYTES = 32;
const CELL_BYTES = 6;

/** Section 7 of the protocol, step by step, with the SHA-256 of @noble. */
const plain: NoticeReader = ({ bundles, sent }) =>
  bundles.flatMap((bytes, bundle) => {
    const found: string[] = [];
    for (let i = 0; i < countIds(sent); i++) {
      const value = readValue(bytes, idAt(sent, i));
      if (value !== null) found.push(`${bundle}/${i}/${value >> 2}/${value & 3}`);
    }
    return found;
  });

function readValue(bytes: Uint8Array, contactId: Uint8Array): number | null {
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  const [length, count] = [header.getUint32(24), header.getUint32(28)];
  const tag = sha256(Uint8Array.of(...LABEL, ...bytes.subarray(4, 20), ...contactId));
  const words = new DataView(tag.buffer, tag.byteOffset);
  const first = Math.floor((words.getUint32(0) * count * length) / 2 ** 32);
  const cells = [
    first,
    (first + length) ^ (words.getUint32(4) % length),
    (first + 2 * length) ^ (words.getUint32(8) % length),
  ];
  const content = new Uint8Array(CELL_BYTES);
  for (const cell of cells)
    for (let i = 0; i < CELL_BYTES; i++)
      content[i]! ^= bytes[HEADER_BYTES + cell * CELL_BYTES + i]!;
  const isHit = content.subarray(0, 5).every((byte, i) => byte === tag[12 + i]);
  const value = content[5]!;
  return isHit && (value & 3) !== 0 ? value : null;
}

/** Both, by the names that a question to a worker carries. */
export const NOTICE_READERS: Readonly<Record<'ours' | 'plain', NoticeReader>> = { ours, plain };
