// What the benches read of real data, where the machine has it. Expected numbers are those of another
// program for the same files.
import { createProximityMatcher } from '@waypost/kernel/proximity';
import { VenueIndex } from '@waypost/kernel/venue';
import { describe, expect, it } from 'vitest';
import { TOLERANCE_INTERVALS, worldOf } from '../lib/proximity-data.ts';
import { exportedKeys, HAS_EXPORTS } from '../lib/proximity-exports.ts';
import { noble } from '../lib/proximity-peers.ts';
import { gowallaStays, HAS_GOWALLA } from '../lib/venue-gowalla.ts';
import { findContacts } from '../lib/venue-stays.ts';

const skipped = (isHere: boolean): string => (isHere ? '' : ' (skipped: no folder with the data)');

describe.skipIf(!HAS_GOWALLA)(`Gowalla check-ins${skipped(HAS_GOWALLA)}`, () => {
  it('are joined to stays in which 4,906 pairs met 7,795 times, each counted from either side', () => {
    const stays = gowallaStays();
    const { answer } = findContacts(VenueIndex.build(stays), [...new Set(stays.persons)]);
    expect(answer).toEqual({ contacts: 2 * 4906, encounters: 2 * 7795, seconds: 2 * 20_806_229 });
  });
});

describe.skipIf(!HAS_EXPORTS)(`published keys${skipped(HAS_EXPORTS)}`, () => {
  it('are 97,951, each of a whole day', () => {
    const { teks, starts, periods } = exportedKeys(Number.POSITIVE_INFINITY);
    expect([teks.length, starts.length]).toEqual([16 * 97_951, 97_951]);
    expect(new Set(periods)).toEqual(new Set([144]));
  });

  it('are met one in 500, twice near enough in time', async () => {
    const { batch, heard } = worldOf(exportedKeys(1500), 1000);
    const options = { toleranceIntervals: TOLERANCE_INTERVALS };
    const { keys } = (await createProximityMatcher(heard, options)).match(batch);
    expect([...keys]).toEqual([0, 0, 500, 500, 1000, 1000]);
    expect(noble(heard)(batch).map(([key]) => key)).toEqual([...keys]);
  });
});
