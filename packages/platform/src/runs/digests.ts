import { checkInTable, inputDigest } from '@waypost/core/matching';
import { ByteWriter, sha256, toBase64Url, toHex, toUtf8 } from '@waypost/core/primitives';
import type { Exposure } from '../ports/index.ts';
import type { ComparedCase } from './compare-cases.ts';

/**
 * Digest of what was compared: the check-ins of the cases that counted, as `case/<contact id>`, and the
 * presence that others shared with them, as `other/<contact id>`; ids in base64url. The core's
 * canonical form makes it the same whatever the order.
 */
export async function comparedDigest(cases: readonly ComparedCase[]): Promise<string> {
  const rows = cases.flatMap(({ checkIns, presence }) => [
    ...checkIns.map(({ contactId, venueId, zone, arrivedAt, departedAt }) => ({
      person: `case/${toBase64Url(contactId)}`,
      venue: toBase64Url(venueId),
      zone,
      start: arrivedAt,
      end: departedAt,
    })),
    ...presence.map(({ contactId, venueId, zone, start, end }) => ({
      person: `other/${toBase64Url(contactId)}`,
      venue: toBase64Url(venueId),
      zone,
      start,
      end,
    })),
  ]);
  return inputDigest(await checkInTable(rows));
}

const EXPOSURE_BYTES = 38;

/**
 * Digest of exposures that are sorted: `sha256:` and 64 hexadecimal digits of the label
 * `waypost/1/exposures`, u32be count, then for each
 *
 * | bytes  | exposure                                          |
 * | ------ | ------------------------------------------------- |
 * | 0..15  | contactId                                         |
 * | 16..31 | venueId                                           |
 * | 32..35 | minutes, u32be                                    |
 * | 36     | severity                                          |
 * | 37     | 1 on behalf, 2 late, 4 unconfirmed, added up      |
 */
export function exposuresDigest(exposures: readonly Exposure[]): string {
  const writer = new ByteWriter(32 + EXPOSURE_BYTES * exposures.length);
  writer.bytes(toUtf8('waypost/1/exposures')).u32be(exposures.length);
  for (const one of exposures)
    writer
      .bytes(one.contactId)
      .bytes(one.venueId)
      .u32be(one.minutes)
      .u8(one.severity)
      .u8((one.onBehalf ? 1 : 0) + (one.late ? 2 : 0) + (one.unconfirmed ? 4 : 0));
  return `sha256:${toHex(sha256(writer.finish()))}`;
}
