/**
 * The two shares of each day's card key, 32 random bytes a day and office. On one machine both lie in
 * two files; where the file of an office was taken away, nothing is added here any more. Protocol
 * section 5.
 *
 * @module
 */
import { deriveJointCardKey } from '@waypost/core/contact-card';
import type { CardKey } from '@waypost/core/keys-and-lists';
import { fromBase64Url, type RandomBytes, toBase64Url } from '@waypost/core/primitives';
import type { KeyFolder } from './key-folder.ts';

/** The days that have a card key, both included. */
export interface CardDays {
  readonly first: number;
  readonly last: number;
}

const FILES = { a: 'card-share-a.json', b: 'card-share-b.json' } as const;
const SHARE_BYTES = 32;

type Shares = Map<number, Uint8Array>;

/** Makes both files where there is neither. */
export function startCardShares(folder: KeyFolder): void {
  for (const file of Object.values(FILES)) if (folder.read(file) === null) folder.write(file, '{}');
}

/** Destroys the shares of the days before `first`, in the files that are here. */
export function dropCardShares(folder: KeyFolder, first: number): void {
  for (const file of Object.values(FILES)) {
    const shares = readShares(folder, file);
    if (shares === null || ![...shares.keys()].some((day) => day < first)) continue;
    writeShares(folder, file, new Map([...shares].filter(([day]) => day >= first)));
  }
}

/**
 * The public card keys of these days, with shares made for those that have none.
 *
 * @returns `null` where the file of an office is not here.
 */
export function extendCardKeys(
  folder: KeyFolder,
  { first, last }: CardDays,
  randomBytes: RandomBytes,
): readonly CardKey[] | null {
  const a = readShares(folder, FILES.a);
  const b = readShares(folder, FILES.b);
  if (a === null || b === null) return null;
  for (const shares of [a, b])
    for (let day = first; day <= last; day++)
      if (!shares.has(day)) shares.set(day, randomBytes(SHARE_BYTES));
  writeShares(folder, FILES.a, a);
  writeShares(folder, FILES.b, b);
  return [...a]
    .filter(([day]) => day >= first && day <= last)
    .sort(([left], [right]) => left - right)
    .map(([day, share]) => ({ day, publicKey: deriveJointCardKey(share, b.get(day) ?? share) }));
}

function readShares(folder: KeyFolder, file: string): Shares | null {
  const text = folder.read(file);
  if (text === null) return null;
  const shares = JSON.parse(text) as Record<string, string>;
  return new Map(Object.entries(shares).map(([day, share]) => [Number(day), fromBase64Url(share)]));
}

function writeShares(folder: KeyFolder, file: string, shares: Shares): void {
  const rows = [...shares].map(([day, share]) => [day, toBase64Url(share)]);
  folder.write(file, JSON.stringify(Object.fromEntries(rows)));
}
