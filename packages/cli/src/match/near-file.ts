import { createHash } from 'node:crypto';
import type { NearZones } from '@waypost/core/matching';
import { readBytes } from '../check-ins/byte-source.ts';
import { InputError } from '../errors.ts';

const MAX_BYTES = 64 << 20;

/** Zones counted near, and the digest that the report names them by. */
export interface NearFile {
  readonly near: NearZones;
  readonly digest: string;
}

/**
 * Reads `{"venue":{"zone":["zones counted near"]}}`. Zones may be written as numbers.
 *
 * @throws {@link InputError} when the file is no JSON of that shape.
 */
export async function readNearFile(file: string): Promise<NearFile> {
  const hash = createHash('sha256');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of readBytes(file)) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new InputError(file, { kind: 'near-shape' });
    hash.update(chunk);
    chunks.push(chunk);
  }
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new InputError(file, { kind: 'near-not-json' });
  }
  const near = nearZones(json);
  if (!near) throw new InputError(file, { kind: 'near-shape' });
  return { near, digest: `sha256:${hash.digest('hex')}` };
}

function nearZones(json: unknown): NearZones | null {
  if (!isRecord(json)) return null;
  const venues: [string, Readonly<Record<string, string[]>>][] = [];
  for (const [venue, zones] of Object.entries(json)) {
    if (!isRecord(zones)) return null;
    const lists: [string, string[]][] = [];
    for (const [zone, list] of Object.entries(zones)) {
      if (!Array.isArray(list) || !list.every(isZone)) return null;
      lists.push([zone, list.map(String)]);
    }
    venues.push([venue, Object.fromEntries(lists)]);
  }
  return Object.fromEntries(venues); // not by assignment: a venue may be named `__proto__`
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isZone = (value: unknown): value is string | number =>
  typeof value === 'string' || Number.isSafeInteger(value);
