import {
  BLUEZONE_IDS_PER_DAY,
  bluezoneIds,
  deriveBluezoneDailyKey,
  deriveBluezoneIdAt,
  deriveBluezoneIds,
  encodeBluezoneHistory,
  importBluezoneUpload,
  parseBluezoneF0s,
  parseBluezoneHistory,
} from '@waypost/core/bluezone';
import { equalBytes, fromHex, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { flipBit } from '../filters/kit.ts';
import vectors from '../vectors/bluezone.json' with { type: 'json' };
import { fault } from '../venue-codes/fault-kit.ts';

const { captured, capturedHistory, derived, matching } = vectors;
const bytesOf = (digits: string): Uint8Array => fromHex(digits.toLowerCase());
const digitsOf = (bytes: Uint8Array | undefined): string => toHex(bytes!).toUpperCase();

const baseId = bytesOf(captured[0]!.base_id);
const baseTime = captured[0]!.base_time;

describe('Bluezone: ids captured from the app', () => {
  it.each(captured)('$own_id in slot $subkey_index', (row) => {
    const at = row.first_seen_ms / 1000;
    expect([row.base_id, row.base_time]).toEqual([captured[0]!.base_id, baseTime]);
    expect(digitsOf(deriveBluezoneIdAt({ baseId, baseTime }, at))).toBe(row.own_id);
    expect(digitsOf(bluezoneIds.deriveIds(baseId, 0)[row.subkey_index])).toBe(row.own_id);
  });

  it('are others for a root key with any one bit changed', () => {
    for (let bit = 0; bit < 256; bit += 7) {
      const ids = deriveBluezoneIds(flipBit(baseId, bit)).map(digitsOf);
      for (const row of captured) expect(ids).not.toContain(row.own_id);
    }
  });

  it('are refused of a truncated key', () => {
    for (let length = 0; length < 32; length++) {
      const short = baseId.subarray(0, length);
      expect(fault(() => bluezoneIds.deriveIds(short, 0))).toBe('BYTES_LENGTH');
      expect(fault(() => deriveBluezoneIds(short))).toBe('BYTES_LENGTH');
      expect(fault(() => deriveBluezoneIdAt({ baseId: short, baseTime }, baseTime))).toBe(
        'BYTES_LENGTH',
      );
    }
  });
});

describe('Bluezone: ids of a root key of zeros', () => {
  const root = bytesOf(derived.base_id);

  it.each([
    [0, derived.day0.ids],
    [1, derived.day1.ids],
  ])('day %i', (day, ids) => {
    const all = bluezoneIds.deriveIds(root, day);
    expect(all).toHaveLength(BLUEZONE_IDS_PER_DAY);
    for (const [slot, id] of Object.entries(ids)) expect(digitsOf(all[Number(slot)])).toBe(id);
  });

  it('day keys', () => {
    expect(toHex(deriveBluezoneDailyKey(root, 1))).toBe(derived.day1.daily_key);
    expect(toHex(deriveBluezoneDailyKey(root, 14))).toBe(derived.day14_daily_key);
  });
});

describe('Bluezone: the captured history', () => {
  const lines = capturedHistory.map((row) =>
    [row.own_id, row.contact_id, row.rssi, row.time_ms].join('\t'),
  );
  const history = `${lines.join('\n')}\n`;
  const infoF = JSON.stringify({
    base_id: captured[0]!.base_id,
    time: baseTime,
    daily_key: captured[0]!.base_id,
    time_start: baseTime,
  });

  it('is read row by row', () => {
    expect(capturedHistory.length).toBeGreaterThan(30);
    expect(
      parseBluezoneHistory(history).map(({ ownId, id, rssiDbm, at }) => ({
        own_id: digitsOf(ownId),
        contact_id: digitsOf(id),
        rssi: rssiDbm,
        time_ms: at * 1000,
      })),
    ).toEqual(capturedHistory);
  });

  it('is written as it was', () => {
    expect(encodeBluezoneHistory(parseBluezoneHistory(history))).toBe(history);
  });

  it('is imported: every row’s own id is the one that the root key gives for its time', () => {
    const contacts = importBluezoneUpload({ infoF, history });
    expect(contacts).toHaveLength(capturedHistory.length);
    expect(contacts.every(({ isOwnId }) => isOwnId)).toBe(true);
    const members = new Set(contacts.flatMap((contact) => Object.keys(contact)));
    expect([...members].sort()).toEqual(['at', 'id', 'isOwnId', 'ownId', 'rssiDbm']); // no key
  });

  it('does not hold together with a bit of an own id changed, nor a quarter of an hour later', () => {
    for (const contact of parseBluezoneHistory(history)) {
      for (const forged of [
        { ...contact, ownId: flipBit(contact.ownId, 3) },
        { ...contact, at: contact.at + 900 },
        { ...contact, at: contact.at - 86_400 },
        { ...contact, at: contact.at + 86_400 },
      ]) {
        const [row] = importBluezoneUpload({ infoF, history: encodeBluezoneHistory([forged]) });
        expect(row?.isOwnId).toBe(false);
      }
    }
  });

  it('is refused where a line is truncated', () => {
    const [line = ''] = lines;
    const required = line.lastIndexOf('\t') + 1;
    for (let length = 1; length <= required; length++)
      expect(fault(() => parseBluezoneHistory(line.slice(0, length)))).toBe('ENCODING_INVALID');
  });
});

describe('Bluezone: matching a case', () => {
  const f0 = {
    dailyKey: bytesOf(matching.f0_daily_key),
    timeStart: matching.time_start,
    timeEnd: matching.time_start + 86_400,
  };
  const isMatch = (key: typeof f0, id: Uint8Array, ms: number, skewSlots = 0): boolean =>
    bluezoneIds.match([key], [{ id, at: ms / 1000 }], { skewSlots }).length === 1;

  it.each(matching.heard)('$contact_id at $time_ms: $match', ({ contact_id, time_ms, match }) => {
    expect(isMatch(f0, bytesOf(contact_id), time_ms)).toBe(match);
    expect(isMatch(f0, bytesOf(contact_id), time_ms, 1)).toBe(true);
  });

  it('finds nothing with a bit of the key or of the id changed', () => {
    const [heard] = matching.heard;
    const id = bytesOf(heard!.contact_id);
    const other = { ...f0, dailyKey: flipBit(f0.dailyKey, 9) };
    expect(isMatch(other, id, heard!.time_ms)).toBe(false);
    for (let bit = 0; bit < 96; bit++)
      expect(isMatch(f0, flipBit(id, bit), heard!.time_ms)).toBe(false);
  });

  it('reads the push message of the app', () => {
    const message = JSON.stringify(vectors.pushMessage.DataContent.InfoF).replace(
      '<64 hex>',
      captured[0]!.base_id,
    );
    const [f0Read, ...more] = parseBluezoneF0s(message);
    expect(more).toEqual([]);
    expect(f0Read).toMatchObject({ timeStart: 1_596_844_800, timeEnd: 1_600_000_000 });
    expect(equalBytes(f0Read!.dailyKey, baseId)).toBe(true);
    const heard = captured.map((row) => ({
      id: bytesOf(row.own_id),
      at: row.first_seen_ms / 1000,
    }));
    expect(bluezoneIds.match([f0Read!], heard, { skewSlots: 0 })).toEqual(heard);
  });
});
