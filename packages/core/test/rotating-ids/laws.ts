// What holds of every protocol of rotating ids, on a model of a device that uses it.
import {
  DAY_SECONDS,
  type IdSlot,
  isWaypostError,
  type Observation,
  type RandomBytes,
  type RotatingIds,
  sha256,
  toHex,
} from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../filters/kit.ts';

/** What a device lets go of, so that others can match. */
export interface Disclosure<Published> {
  readonly published: readonly Published[];
  /** Everything secret that leaves the device with it, whoever gets it. */
  readonly secrets: readonly Uint8Array[];
}

/** A protocol, and a device that uses it. What is stored is plain data. */
export interface RotatingIdModel<Stored, Published> {
  readonly ids: RotatingIds<Published>;
  /**
   * Which ids follow from a disclosure beyond those of its days: none, those of all later days, or those
   * of every day. Whoever says another thing than `nothing` says why in the README.
   */
  readonly revealsBeyond: 'nothing' | 'later-days' | 'every-day';
  /** Whether the last instant of a slot counts. */
  readonly endIncluded: boolean;
  /** The values of `deriveIds`' second argument for these UTC days, whatever key they are tried with. */
  daysToTry(first: number, count: number): number[];
  /** What the app stores when it is started for the first time. */
  install(at: number, randomBytes: RandomBytes): Stored;
  /** What it stores on a UTC day: what is drawn for that day is drawn once. */
  openDay(stored: Stored, day: number, randomBytes: RandomBytes): Stored;
  /** What it broadcasts, on a day that was opened. */
  broadcast(stored: Stored, at: number): Uint8Array;
  /** The ids of a UTC day that was opened, by `deriveIds`, and when each is matched without skew. */
  slotsOfDay(stored: Stored, day: number): readonly IdSlot[];
  /** Disclosure of the UTC days `first` to `last`, published at `releaseAt`, a multiple of two hours. */
  disclose(
    stored: Stored,
    days: { readonly first: number; readonly last: number },
    releaseAt: number,
  ): Disclosure<Published>;
}

const FIRST_DAY = 18_848; // 2021-08-09
const DAYS = 8;
const WINDOW = { first: FIRST_DAY + 3, last: FIRST_DAY + 4 };
const RELEASE_AT = (FIRST_DAY + DAYS) * DAY_SECONDS;
const ICT_MIDNIGHT = 17 * 3_600;

const anySeed = fc.nat({ max: 1_000_000 });
const anySecondOfDay = fc.nat({ max: DAY_SECONDS - 1 });
const texts = (slots: readonly { readonly id: Uint8Array }[]): string[] =>
  slots.map(({ id }) => toHex(id));
const days = Array.from({ length: DAYS }, (_, i) => FIRST_DAY + i);

/** Runs the laws. */
export function describeRotatingIdLaws<Stored, Published>(
  name: string,
  model: RotatingIdModel<Stored, Published>,
): void {
  describeIds(name, model);
  describeDisclosure(name, model);
  describeMatching(name, model);
}

/** A device some days after its installation. */
function deviceOf<Stored, Published>(
  model: RotatingIdModel<Stored, Published>,
  seed: number,
  secondOfDay = 0,
): Stored {
  const randomBytes = seededRandom(seed);
  let stored = model.install(FIRST_DAY * DAY_SECONDS + secondOfDay, randomBytes);
  for (const day of days) stored = model.openDay(stored, day, randomBytes);
  return stored;
}

const middle = ({ id, start, end }: IdSlot): Observation => ({ id, at: (start + end) / 2 });

const isInDay = <Stored, Published>(
  model: RotatingIdModel<Stored, Published>,
  stored: Stored,
  { id, day }: { id: Uint8Array; day: number },
): boolean => texts(model.slotsOfDay(stored, day)).includes(toHex(id));

function describeIds<Stored, Published>(
  name: string,
  model: RotatingIdModel<Stored, Published>,
): void {
  const { ids } = model;
  const slot = ids.slotSeconds;

  describe(`${name}: ids`, () => {
    it('broadcast from what is stored are those that the key gives, each in its slot', () => {
      const stored = deviceOf(model, 1);
      for (const day of days.slice(0, 2)) {
        const derived = model.slotsOfDay(stored, day);
        const broadcast = new Set<string>();
        for (let at = day * DAY_SECONDS; at < (day + 1) * DAY_SECONDS; at += slot) {
          const id = model.broadcast(stored, at);
          expect(model.broadcast(stored, at + slot - 1)).toEqual(id);
          const own = derived.filter((one) => toHex(one.id) === toHex(id));
          expect(own.map(({ start, end }) => start <= at && at < end)).toEqual([true]);
          broadcast.add(toHex(id));
        }
        expect(broadcast.size).toBe(DAY_SECONDS / slot);
        expect(new Set(texts(derived))).toEqual(broadcast);
      }
    });

    it('do not repeat from day to day, nor from device to device', () => {
      const all = [1, 2].flatMap((seed) =>
        days.flatMap((day) => texts(model.slotsOfDay(deviceOf(model, seed), day))),
      );
      expect(new Set(all).size).toBe(all.length);
    });

    it('of the first day are those of the stored key, and match from the first second on', () =>
      fc.assert(
        fc.property(anySeed, anySecondOfDay, (seed, second) => {
          const installedAt = FIRST_DAY * DAY_SECONDS + second;
          const stored = deviceOf(model, seed, second);
          const heard = [installedAt, (FIRST_DAY + 1) * DAY_SECONDS - 1].map((at) => ({
            id: model.broadcast(stored, at),
            at,
          }));
          for (const { id } of heard)
            expect(isInDay(model, stored, { id, day: FIRST_DAY })).toBe(true);
          const today = { first: FIRST_DAY, last: FIRST_DAY };
          const { published } = model.disclose(stored, today, RELEASE_AT);
          expect(ids.match(published, heard, { skewSlots: 0 })).toEqual(heard);
        }),
        { numRuns: 5 },
      ));

    it('change keys at midnight UTC, and nothing but the slot at midnight in Vietnam', () => {
      const stored = deviceOf(model, 3, 50_000);
      for (const day of days.slice(1)) {
        const midnight = day * DAY_SECONDS;
        const [last, first] = [midnight - 1, midnight].map((at) => model.broadcast(stored, at));
        expect(isInDay(model, stored, { id: last!, day: day - 1 })).toBe(true);
        expect(isInDay(model, stored, { id: last!, day })).toBe(false);
        expect(isInDay(model, stored, { id: first!, day })).toBe(true);
        const evening = midnight + ICT_MIDNIGHT;
        const around = [evening - 1, evening].map((at) => model.broadcast(stored, at));
        expect(around.map((id) => isInDay(model, stored, { id, day }))).toEqual([true, true]);
        expect(around[0]).not.toEqual(around[1]);
      }
    });

    it('depend on the time alone: not on steps of the clock, nor on restarts', () =>
      fc.assert(
        fc.property(
          anySeed,
          fc.array(fc.nat({ max: DAYS * DAY_SECONDS - 1 }), { minLength: 2, maxLength: 12 }),
          (seed, offsets) => {
            const randomBytes = seededRandom(seed);
            const times = offsets.map((offset) => FIRST_DAY * DAY_SECONDS + offset);
            let stored = model.install(FIRST_DAY * DAY_SECONDS, randomBytes);
            const first = new Map<number, Uint8Array>();
            for (const at of [...times, ...times.toReversed()]) {
              stored = model.openDay(stored, Math.floor(at / DAY_SECONDS), randomBytes);
              stored = structuredClone(stored); // a restart
              const id = model.broadcast(stored, at);
              expect(id).toEqual(first.get(at) ?? id);
              first.set(at, id);
            }
          },
        ),
        { numRuns: 10 },
      ));

    it('need a key of the right length and a day', () => {
      const key = new Uint8Array(ids.keyBytes);
      const [day = 0] = model.daysToTry(FIRST_DAY, 1);
      for (const bad of [new Uint8Array(ids.keyBytes - 1), new Uint8Array(ids.keyBytes + 1)])
        expect(failure(() => ids.deriveIds(bad, day))).toBe('BYTES_LENGTH');
      for (const bad of [-1, 0.5, Number.NaN, 2 ** 32])
        expect(failure(() => ids.deriveIds(key, bad))).toMatch(/^(NUMBER|TIME)_RANGE$/);
    });
  });
}

function describeDisclosure<Stored, Published>(
  name: string,
  model: RotatingIdModel<Stored, Published>,
): void {
  const { ids } = model;

  describe(`${name}: a disclosure of some days`, () => {
    const stored = deviceOf(model, 4);
    const { published, secrets } = model.disclose(stored, WINDOW, RELEASE_AT);
    const known = idsKnownTo(secrets);
    const knownOf = (day: number): [number, number] => {
      const all = texts(model.slotsOfDay(stored, day));
      return [all.filter((id) => known.has(id)).length, all.length];
    };

    /** What follows from secrets: by the protocol, and by hashing them first. */
    function idsKnownTo(from: readonly Uint8Array[]): Set<string> {
      const found = new Set<string>();
      for (const secret of from)
        for (let key = secret, step = 0; step < 4; step++, key = sha256(key))
          for (const day of model.daysToTry(FIRST_DAY, DAYS))
            for (const id of attempt(() => ids.deriveIds(key.slice(0, ids.keyBytes), day)))
              found.add(toHex(id));
      return found;
    }

    it('reveals the ids of these days', () => {
      for (let day = WINDOW.first; day <= WINDOW.last; day++) {
        const [revealed, all] = knownOf(day);
        expect(revealed).toBe(all);
      }
    });

    it(`reveals ${model.revealsBeyond} beyond them`, () => {
      for (const day of days.filter((one) => one < WINDOW.first || one > WINDOW.last)) {
        const isRevealed =
          model.revealsBeyond === 'every-day' ||
          (model.revealsBeyond === 'later-days' && day > WINDOW.last);
        const [revealed, all] = knownOf(day);
        expect(revealed).toBe(isRevealed ? all : 0);
      }
    });

    it('reveals nothing of another device', () => {
      const other = deviceOf(model, 5);
      for (const day of days)
        expect(texts(model.slotsOfDay(other, day)).some((id) => known.has(id))).toBe(false);
    });

    it('lets every id of these days be matched, and none of a day before, nor of anybody else', () => {
      const inside = [WINDOW.first, WINDOW.last].flatMap((day) => model.slotsOfDay(stored, day));
      const heard = inside.map(middle);
      const others = [
        ...model.slotsOfDay(stored, WINDOW.first - 1),
        ...model.slotsOfDay(deviceOf(model, 5), WINDOW.first),
      ].map(middle);
      const matched = ids.match(published, [...others, ...heard], { skewSlots: 1 });
      expect(new Set(texts(matched))).toEqual(new Set(texts(heard)));
    });
  });
}

function describeMatching<Stored, Published>(
  name: string,
  model: RotatingIdModel<Stored, Published>,
): void {
  const { ids } = model;
  const slot = ids.slotSeconds;

  describe(`${name}: matching`, () => {
    const stored = deviceOf(model, 6);
    const { published } = model.disclose(stored, WINDOW, RELEASE_AT);
    const inside = [WINDOW.first, WINDOW.last].flatMap((day) => model.slotsOfDay(stored, day));

    it('does not depend on the order of what was published or heard', () =>
      fc.assert(
        fc.property(
          anySeed,
          fc.shuffledSubarray(inside.map((_, i) => i)),
          fc.integer({ min: 0, max: 3 }),
          (seed, chosen, skewSlots) => {
            const others = model.disclose(deviceOf(model, seed + 10), WINDOW, RELEASE_AT).published;
            const heard = chosen.slice(0, 30).map((i) => {
              const { id, start } = inside[i]!;
              return { id, at: start - ((seed + i) % 4) * slot };
            });
            const here = [...published, ...others];
            const there = [...others.toReversed(), ...published.toReversed()];
            expect(ids.match(there, heard.toReversed(), { skewSlots })).toEqual(
              ids.match(here, heard, { skewSlots }),
            );
          },
        ),
        { numRuns: 5 },
      ));

    it.each([0, 1, 2, 12])(
      'with a skew of %i slots ends where it says, on both sides',
      (skewSlots) => {
        for (const { id, start, end } of [inside[5]!, inside[inside.length - 1]!]) {
          const from = start - skewSlots * slot;
          const to = end + skewSlots * slot;
          const counts = (at: number): number =>
            ids.match(published, [{ id, at }], { skewSlots }).length;
          expect([from - 1, from - 0.001, from, from + 1].map(counts)).toEqual([0, 0, 1, 1]);
          const last = model.endIncluded ? 1 : 0;
          expect([to - 1, to - 0.001, to, to + 0.001, to + 1].map(counts)).toEqual([
            1,
            1,
            last,
            0,
            0,
          ]);
        }
      },
    );

    it('gives each observation once, oldest first, with all that the caller put into it', () => {
      const heard = inside.slice(0, 5).map((one, rssi) => ({ ...middle(one), rssi }));
      const twice = [...published, ...published];
      const matched = ids.match(twice, heard.toReversed(), { skewSlots: 0 });
      const times = matched.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(new Set(matched)).toEqual(new Set(heard));
      expect(matched).toHaveLength(heard.length);
    });

    it('of nothing is nothing', () => {
      expect(ids.match([], inside.map(middle), { skewSlots: 0 })).toEqual([]);
      expect(ids.match(published, [], { skewSlots: 0 })).toEqual([]);
      const short = [{ id: new Uint8Array(3), at: WINDOW.first * DAY_SECONDS }];
      expect(ids.match(published, short, { skewSlots: 0 })).toEqual([]);
    });

    it.each([-1, 0.5, Number.NaN, 145])('refuses a skew of %f slots', (skewSlots) => {
      expect(failure(() => ids.match(published, [], { skewSlots }))).toBe('NUMBER_RANGE');
    });

    it('refuses what is no observation', () => {
      const { id, at } = middle(inside[0]!);
      const match = (observation: Observation) => () =>
        ids.match(published, [observation], { skewSlots: 0 });
      expect(failure(match({ id: 'a' as unknown as Uint8Array, at }))).toBe('BYTES_LENGTH');
      for (const bad of [-1, 2 ** 32, Number.NaN])
        expect(failure(match({ id, at: bad }))).toBe('TIME_RANGE');
    });
  });
}

/** Code of the error that `run` ends with. */
function failure(run: () => unknown): string {
  try {
    run();
    return 'accepted';
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    return error.code;
  }
}

function attempt(run: () => readonly Uint8Array[]): readonly Uint8Array[] {
  try {
    return run();
  } catch (error) {
    if (isWaypostError(error)) return [];
    throw error;
  }
}
