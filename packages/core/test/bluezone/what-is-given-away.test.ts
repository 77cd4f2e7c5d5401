// What an upload of Bluezone gives away, and that a disclosure of our own protocol does not.
import {
  bluezoneIds,
  deriveBluezoneDailyKey,
  deriveBluezoneIds,
  parseBluezoneF0s,
  parseBluezoneInfo,
} from '@waypost/core/bluezone';
import { deriveContactId, deriveProofKey, deriveReceiptKey } from '@waypost/core/contact-id';
import { hkdfSha256, isWaypostError, sha256, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../filters/kit.ts';

const DAYS = 30;
const INSTALLED = 1_596_844_800;
const DAY = 86_400;
const DISCLOSED = [16, 17, 18, 19];
const days = Array.from({ length: DAYS }, (_, day) => day);

/** Whatever else a secret can be turned into by the functions of either protocol. */
const DERIVATIONS: readonly ((secret: Uint8Array) => readonly Uint8Array[])[] = [
  (secret) => [sha256(secret)],
  (secret) => [sha256(secret).slice(0, 16)],
  (secret) => [hkdfSha256(secret, 'waypost/1/proof', 32)],
  (secret) => [deriveProofKey(secret)],
  (secret) => [deriveReceiptKey(secret)],
  (secret) => [deriveContactId(secret)],
  (secret) => deriveBluezoneIds(secret),
  (secret) => days.map((day) => deriveBluezoneDailyKey(secret, day)),
];

/** All that can be computed from secrets in two steps, besides the secrets themselves. */
function computable(secrets: readonly Uint8Array[], steps = 2): Set<string> {
  const known = new Set<string>();
  let reached = [...secrets];
  for (let step = 0; step < steps; step++) {
    const next = new Map<string, Uint8Array>();
    for (const secret of reached)
      for (const derive of DERIVATIONS)
        for (const value of attempt(() => derive(secret))) next.set(toHex(value), value);
    for (const name of next.keys()) known.add(name);
    reached = [...next.values()];
  }
  return known;
}

function attempt(run: () => readonly Uint8Array[]): readonly Uint8Array[] {
  try {
    return run();
  } catch (error) {
    if (isWaypostError(error)) return []; // a value of another length
    throw error;
  }
}

/** Days of which some, or all, ids are known. */
const daysOf = (idsOfDay: (day: number) => readonly string[], known: Set<string>): number[] =>
  days.filter((day) => idsOfDay(day).some((id) => known.has(id)));

describe('Bluezone', () => {
  const root = seededRandom(1)(32);
  const idsOfDay = (day: number): string[] => bluezoneIds.deriveIds(root, day).map(toHex);

  it('uploads a root key that gives the ids of every day, before the window and after it', () => {
    const { baseId } = parseBluezoneInfo(
      JSON.stringify({
        base_id: toHex(root),
        time: INSTALLED,
        daily_key: toHex(deriveBluezoneDailyKey(root, 16)),
        time_start: INSTALLED + 16 * DAY,
      }),
    );
    expect(daysOf(idsOfDay, computable([baseId]))).toEqual(days);
  });

  it('pushes a day key to every phone that gives all later ids, past the end of the window', () => {
    const entry = {
      daily_key: toHex(deriveBluezoneDailyKey(root, 16)),
      time_start: INSTALLED + 16 * DAY,
      time_end: INSTALLED + 20 * DAY,
      max: 96,
    };
    const [f0] = parseBluezoneF0s(JSON.stringify({ data: [entry] }));
    const known = daysOf(idsOfDay, computable([f0!.dailyKey]));
    expect(known).toEqual(days.filter((day) => day >= 16));
  });
});

describe('Waypost contact ids', () => {
  const randomBytes = seededRandom(2);
  // Three check-ins a day, each with a secret of its own.
  const secrets = days.map(() => [0, 1, 2].map(() => randomBytes(32)));
  const proofKeys = secrets.map((ofDay) => ofDay.map(deriveProofKey));
  const idsOfDay = (day: number): string[] =>
    proofKeys[day]!.map((proofKey) => toHex(deriveContactId(proofKey)));

  it('are revealed by a disclosure for the check-ins chosen, and for no other', () => {
    const disclosed = DISCLOSED.flatMap((day) => proofKeys[day]!);
    expect(daysOf(idsOfDay, computable(disclosed))).toEqual(DISCLOSED);
  });

  it('of the other check-ins of a day stay unknown too', () => {
    const [chosen, ...withheld] = proofKeys[16]!;
    const known = computable([chosen!]);
    expect(known.has(toHex(deriveContactId(chosen!)))).toBe(true);
    for (const proofKey of withheld)
      expect(known.has(toHex(deriveContactId(proofKey)))).toBe(false);
  });

  it('follow from the secrets, which stay on the device: the same attacker finds them there', () => {
    expect(daysOf(idsOfDay, computable(secrets[16]!))).toEqual([16]);
  });
});
