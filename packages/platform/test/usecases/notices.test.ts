import { openBundle } from '@waypost/core/exposure-notice';
import { EN_INTERVAL_SECONDS, sha256 } from '@waypost/core/primitives';
import { findVenueWarnings } from '@waypost/core/venue-warning';
import {
  approveNotice,
  draftNotice,
  type Notice,
  noticeIndex,
  publishDue,
  publishedFile,
  rotateCode,
  runMatching,
  withdrawNotice,
} from '@waypost/platform';
import { describe, expect, it } from 'vitest';
import {
  DAY,
  discloseVisits,
  HOUR,
  MINUTE,
  makeVenue,
  makeWorld,
  onlyLocation,
  readIndex,
  TEN,
  visit,
  type World,
} from '../support/world.ts';

const code = (expected: string) => expect.objectContaining({ code: expected });
const EVERY = 4 * HOUR;

/** A case at one venue, somebody who met it, somebody for whom another person checked in. */
async function makeRun(places: Parameters<typeof discloseVisits>[2] = {}) {
  const world = await makeWorld();
  const venue = await makeVenue(world);
  const location = onlyLocation(venue);
  const own = await visit(world, location);
  const met = await visit(world, location, { departedAt: TEN + 25 * MINUTE });
  const onBehalf = await visit(world, location, { onBehalf: true });
  world.at(TEN + DAY);
  const disclosureId = await discloseVisits(world, [own], { issuedAt: TEN + HOUR, ...places });
  const { id: runId } = await runMatching(world.context, 'officer-1', {
    disclosureIds: [disclosureId],
    rule: 'who-15min',
    withLate: false,
    withUnconfirmed: false,
  });
  return { world, venue, runId, own, met, onBehalf };
}

async function makeApproved() {
  const scene = await makeRun();
  const draft = await draftNotice(scene.world.context, 'officer-1', scene);
  const notice = await approveNotice(scene.world.context, 'officer-2', draft.id);
  return { ...scene, notice };
}

async function makePublished() {
  const scene = await makeApproved();
  const [notice] = await publishDue(scene.world.context);
  return { ...scene, notice: notice as Notice };
}

const bundleOf = async ({ context }: World, { sha256: digest }: Pick<Notice, 'sha256'>) =>
  openBundle(await publishedFile(context, 'notice', digest));

describe('draftNotice', () => {
  it('stores a bundle and a warning list that nobody can fetch yet', async () => {
    const { world, runId } = await makeRun();
    const notice = await draftNotice(world.context, 'officer-1', { runId });
    expect(notice).toMatchObject({
      runId,
      rule: 'who-15min',
      draftedBy: 'officer-1',
      draftedAt: TEN + DAY,
      approvedBy: null,
      sequence: null,
      publishedAt: null,
    });
    const bundle = await world.context.notices.findFile('notice', notice.sha256);
    const warning = await world.context.notices.findFile('warning', notice.warningSha256);
    expect(sha256(bundle?.bytes as Uint8Array)).toEqual(notice.sha256);
    expect([bundle?.bytes.length, warning?.bytes.length]).toEqual([
      notice.bytes,
      notice.warningBytes,
    ]);
    const unknown = code('FILE_UNKNOWN');
    await expect(publishedFile(world.context, 'notice', notice.sha256)).rejects.toThrow(unknown);
    await expect(publishedFile(world.context, 'warning', notice.warningSha256)).rejects.toThrow(
      unknown,
    );
  });
  it('refuses an unknown run', async () => {
    const { world } = await makeRun();
    await expect(draftNotice(world.context, 'officer-1', { runId: 'unknown' })).rejects.toThrow(
      code('RUN_UNKNOWN'),
    );
  });
});

describe('approveNotice', () => {
  it('is by another officer than the one who drafted it', async () => {
    const { world, runId } = await makeRun();
    const { id } = await draftNotice(world.context, 'officer-1', { runId });
    await expect(approveNotice(world.context, 'officer-1', id)).rejects.toThrow(
      code('NOTICE_SAME_OFFICER'),
    );
    expect(await approveNotice(world.context, 'officer-2', id)).toMatchObject({
      approvedBy: 'officer-2',
      approvedAt: TEN + DAY,
    });
  });
  it('happens once, and not to what is withdrawn or unknown', async () => {
    const { world, runId, notice } = await makeApproved();
    await expect(approveNotice(world.context, 'officer-3', notice.id)).rejects.toThrow(
      code('NOTICE_STATE'),
    );
    const { id } = await draftNotice(world.context, 'officer-1', { runId });
    await withdrawNotice(world.context, 'officer-1', id);
    await expect(approveNotice(world.context, 'officer-2', id)).rejects.toThrow(
      code('NOTICE_STATE'),
    );
    await expect(approveNotice(world.context, 'officer-2', 'unknown')).rejects.toThrow(
      code('NOTICE_UNKNOWN'),
    );
  });
});

describe('publishDue', () => {
  it('publishes what is approved: the index names it, its files can be fetched', async () => {
    const { world, notice, own, met, onBehalf } = await makePublished();
    expect(notice).toMatchObject({ sequence: 1, publishedAt: TEN + DAY });
    const { list } = await readIndex(world);
    expect(list).toMatchObject({
      bundles: [{ sequence: 1, sha256: notice.sha256, bytes: notice.bytes, rule: 'who-15min' }],
      warnings: [{ sequence: 1, sha256: notice.warningSha256, bytes: notice.warningBytes }],
      withdrawn: [],
    });
    const bundle = await bundleOf(world, notice);
    expect(bundle.lookup(met.contactId)).toEqual({ durationMinutes: 25, severity: 1 });
    expect(bundle.lookup(own.contactId)).toBeNull();
    // These people are called.
    expect(bundle.lookup(onBehalf.contactId)).toBeNull();
    expect(bundle.size).toBe(4096);
  });

  it('signs the index anew, also when one was read just before', async () => {
    const { world } = await makeApproved();
    const before = await readIndex(world);
    await publishDue(world.context);
    const after = await readIndex(world, before.state);
    expect([before, after].map(({ list }) => list.bundles.length)).toEqual([0, 1]);
  });

  it('publishes no draft', async () => {
    const { world, runId } = await makeRun();
    const draft = await draftNotice(world.context, 'officer-1', { runId });
    await publishDue(world.context);
    expect((await world.context.notices.find(draft.id))?.publishedAt).toBeNull();
    await expect(publishedFile(world.context, 'notice', draft.sha256)).rejects.toThrow(
      code('FILE_UNKNOWN'),
    );
  });

  it('publishes at fixed times only, and something at each', async () => {
    const world = await makeWorld();
    const slot = Math.ceil(TEN / EVERY) * EVERY;
    const sequences: (number | null | undefined)[] = [];
    for (const at of [TEN, slot - 1, slot, slot + 5, slot + EVERY - 1, slot + EVERY]) {
      world.at(at);
      sequences.push((await publishDue(world.context))[0]?.sequence);
    }
    expect(sequences).toEqual([1, undefined, 2, undefined, undefined, 3]);
    const { list } = await readIndex(world);
    expect(list.bundles.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('an empty notice looks like any other', async () => {
    const { world, notice } = await makePublished();
    world.at(TEN + DAY + EVERY);
    const [empty] = await publishDue(world.context);
    expect(empty).toMatchObject({ rule: 'who-15min', bytes: notice.bytes });
    expect(empty?.warningBytes).toBe(notice.warningBytes);
    expect((await bundleOf(world, empty as Notice)).size).toBe(4096);
    expect(empty?.draftedBy).not.toBe(empty?.approvedBy);
  });

  it('what is approved between two times comes out at the next', async () => {
    const { world, notice } = await makePublished();
    const draft = await draftNotice(world.context, 'officer-1', notice);
    await approveNotice(world.context, 'officer-2', draft.id);
    expect(await publishDue(world.context)).toEqual([]);
    world.at(TEN + DAY + EVERY);
    expect((await publishDue(world.context)).map(({ id }) => id)).toEqual([draft.id]);
  });
});

describe('withdrawNotice', () => {
  it('lists what came out as withdrawn, and serves it no more', async () => {
    const { world, notice } = await makePublished();
    const before = await readIndex(world);
    await withdrawNotice(world.context, 'officer-3', notice.id);
    const { list } = await readIndex(world, before.state);
    expect(list).toMatchObject({ bundles: [], warnings: [], withdrawn: [1] });
    await expect(publishedFile(world.context, 'notice', notice.sha256)).rejects.toThrow(
      code('FILE_UNKNOWN'),
    );
    expect(await world.context.notices.find(notice.id)).toMatchObject({
      withdrawnBy: 'officer-3',
      withdrawnAt: TEN + DAY,
    });
  });
  it('keeps what did not come out from coming out', async () => {
    const { world, notice } = await makeApproved();
    await withdrawNotice(world.context, 'officer-3', notice.id);
    const [other] = await publishDue(world.context);
    expect(other?.id).not.toBe(notice.id);
    expect((await readIndex(world)).list).toMatchObject({ withdrawn: [] });
  });
  it('happens once', async () => {
    const { world, notice } = await makePublished();
    await withdrawNotice(world.context, 'officer-3', notice.id);
    await expect(withdrawNotice(world.context, 'officer-3', notice.id)).rejects.toThrow(
      code('NOTICE_STATE'),
    );
    await expect(withdrawNotice(world.context, 'officer-3', 'unknown')).rejects.toThrow(
      code('NOTICE_UNKNOWN'),
    );
  });
});

describe('venue warnings', () => {
  it('come out with the notice, for every code that could be scanned then', async () => {
    const world = await makeWorld();
    world.at(TEN - DAY);
    const venue = await makeVenue(world, { zones: ['A', 'B'] });
    const { venueId } = venue.venue;
    const alsoValid = await rotateCode(world.context, venueId, { notBefore: TEN - HOUR });
    const later = await rotateCode(world.context, venueId, { notBefore: TEN + 2 * HOUR });
    const expired = await rotateCode(world.context, venueId, { notBefore: TEN - 365 * DAY });
    const elsewhere = await makeVenue(world);
    const [scanned, otherZone] = venue.locations.map(({ locationId }) => locationId);
    world.at(TEN + DAY);
    const stay = { locationId: scanned as Uint8Array, arrivedAt: TEN, departedAt: TEN + HOUR };
    const disclosureId = await discloseVisits(world, [], { places: [stay] });
    const { id: runId } = await runMatching(world.context, 'officer-1', {
      disclosureIds: [disclosureId],
      rule: 'who-15min',
      withLate: false,
      withUnconfirmed: false,
    });
    const draft = await draftNotice(world.context, 'officer-1', { runId });
    await approveNotice(world.context, 'officer-2', draft.id);
    await publishDue(world.context);
    const list = await publishedFile(world.context, 'warning', draft.warningSha256);
    const warning = {
      startIntervalNumber: TEN / EN_INTERVAL_SECONDS,
      period: 6,
      severity: 3,
    };
    for (const locationId of [scanned, otherZone, ...alsoValid.locations.map(idOf)])
      expect(findVenueWarnings(list, locationId as Uint8Array)).toEqual([warning]);
    for (const { locations } of [later, expired, elsewhere])
      for (const locationId of locations.map(idOf))
        expect(findVenueWarnings(list, locationId)).toEqual([]);
  });
  it('say nothing of check-ins that the server knows', async () => {
    const { world, venue, notice } = await makePublished();
    const list = await publishedFile(world.context, 'warning', notice.warningSha256);
    expect(findVenueWarnings(list, idOf(onlyLocation(venue)))).toEqual([]);
  });
});

const idOf = ({ locationId }: { readonly locationId: Uint8Array }): Uint8Array => locationId;

describe('the index', () => {
  it('is the same for everybody until it changes, or a day is over', async () => {
    const world = await makeWorld();
    const first = await readIndex(world);
    expect(first.state.seq).toBe(1);
    const text = await noticeIndex(world.context);
    world.at(TEN + DAY - 1);
    expect(await noticeIndex(world.context)).toBe(text);
    world.at(TEN + DAY);
    const second = await readIndex(world, first.state);
    expect(second.state.seq).toBe(2);
    expect(second.stale).toBe(false);
  });
  it('is signed once when many ask at once', async () => {
    const world = await makeWorld();
    const texts = await Promise.all(Array.from({ length: 8 }, () => noticeIndex(world.context)));
    expect(new Set(texts).size).toBe(1);
    expect((await readIndex(world)).state.seq).toBe(1);
  });
  it('drops what is past the retention', async () => {
    const { world, notice } = await makePublished();
    world.at(TEN + 15 * DAY);
    expect((await readIndex(world)).list.bundles).toHaveLength(1);
    world.at(TEN + 16 * DAY);
    expect((await readIndex(world)).list.bundles).toEqual([]);
    await expect(publishedFile(world.context, 'notice', notice.sha256)).rejects.toThrow(
      code('FILE_UNKNOWN'),
    );
  });
});
