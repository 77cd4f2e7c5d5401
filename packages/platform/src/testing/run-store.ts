/**
 * What every {@link RunStore} does.
 *
 * @module
 */
import { compareBytes } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import type { Exposure, RunStore } from '../ports/index.ts';
import { atOnce, exposureOf, NOON, named, runOf } from './fixtures.ts';

type Make = () => Promise<RunStore>;

const MANY = 5000;

/** Runs every case of the contract on the store that `make` gives, which must be empty. */
export function testRunStore(make: Make): void {
  describe('RunStore', () => {
    testInsert(make);
    testListExposures(make);
    testDropping(make);
  });
}

function testInsert(make: Make): void {
  it('stores a run as it was given', async () => {
    const store = await make();
    const run = runOf(1, {
      effectiveRule: { mode: 'single', toleranceSeconds: 120, staySeconds: null, ok: false },
    });
    expect(await store.insert(run, [])).toBe(true);
    expect(await store.find(run.id)).toEqual(run);
    expect(await store.listExposures(run.id)).toEqual([]);
  });
  it('stores a run of no disclosure', async () => {
    const store = await make();
    const request = { ...runOf(1).request, disclosureIds: [] };
    await store.insert(runOf(1, { request }), []);
    expect(await store.find(runOf(1).id)).toEqual(runOf(1, { request }));
  });
  it('finds nothing for an unknown id', async () => {
    const store = await make();
    expect(await store.find('unknown')).toBeNull();
    expect(await store.listExposures('unknown')).toEqual([]);
  });
  it('takes an id once, with its exposures or not at all', async () => {
    const store = await make();
    const tries = await atOnce(6, (i) =>
      store.insert(runOf(1, { createdAt: NOON + i }), [exposureOf(`of try ${i}`)]),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
    const winner = tries.indexOf(true);
    expect(await store.find(runOf(1).id)).toEqual(runOf(1, { createdAt: NOON + winner }));
    expect(await store.listExposures(runOf(1).id)).toEqual([exposureOf(`of try ${winner}`)]);
  });
}

function testListExposures(make: Make): void {
  it('lists exposures by contact id, then venue id, each as it was given', async () => {
    const store = await make();
    const exposures = [
      exposureOf(1, { minutes: 0, severity: 1 }),
      exposureOf(1, { venueId: named('second', 16), severity: 3, late: false, onBehalf: true }),
      exposureOf(2, { unconfirmed: true, minutes: 1440 }),
      exposureOf(3),
    ];
    await store.insert(runOf(1), exposures);
    await store.insert(runOf(2), [exposureOf(4)]);
    expect(await store.listExposures(runOf(1).id)).toEqual(sorted(exposures));
    expect(await store.listExposures(runOf(2).id)).toEqual([exposureOf(4)]);
  });
  it(`stores ${MANY} exposures`, async () => {
    const store = await make();
    const exposures = Array.from({ length: MANY }, (_, i) => exposureOf(i, { minutes: i }));
    await store.insert(runOf(1), exposures);
    expect(await store.listExposures(runOf(1).id)).toEqual(sorted(exposures));
  });
}

const sorted = (exposures: readonly Exposure[]): readonly Exposure[] =>
  [...exposures].sort(
    (a, b) => compareBytes(a.contactId, b.contactId) || compareBytes(a.venueId, b.venueId),
  );

function testDropping(make: Make): void {
  it('erases runs made before an instant, with their exposures, and says how many', async () => {
    const store = await make();
    for (const n of [1, 2, 3])
      await store.insert(runOf(n, { createdAt: NOON + n }), [exposureOf(n)]);
    expect(await store.dropBefore(NOON + 2)).toBe(1);
    expect(await store.dropBefore(NOON + 2)).toBe(0);
    expect(await store.find(runOf(1).id)).toBeNull();
    expect(await store.listExposures(runOf(1).id)).toEqual([]);
    expect(await store.find(runOf(2).id)).toEqual(runOf(2, { createdAt: NOON + 2 }));
    expect(await store.listExposures(runOf(2).id)).toEqual([exposureOf(2)]);
  });
}
