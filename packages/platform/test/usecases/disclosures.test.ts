import { compareBytes, toHex } from '@waypost/core/primitives';
import {
  type DisclosureInput,
  disclose,
  issueVerificationCode,
  isVerificationCode,
  listDisclosures,
  type PlatformContext,
  withdrawCode,
} from '@waypost/platform';
import { named } from '@waypost/platform/testing';
import { describe, expect, it } from 'vitest';
import {
  DAY,
  discloseVisits,
  HOUR,
  makeVenue,
  makeWorld,
  onlyLocation,
  TEN,
  visit,
  type World,
} from '../support/world.ts';

const DUMMY_CODE = '000000000000';
const refused = expect.objectContaining({ code: 'VERIFICATION_CODE_REFUSED' });

const bodyOf = (code: string, changes: Partial<DisclosureInput> = {}): DisclosureInput => ({
  code,
  proofs: [],
  places: [],
  symptomOnsetDay: null,
  withdrawHash: named('withdraw', 32),
  bodyHash: named('body', 32),
  ...changes,
});

async function withCode() {
  const world = await makeWorld();
  const { code, expiresAt } = await issueVerificationCode(world.context, 'officer-1');
  return { world, code, expiresAt };
}

const stored = async ({ context }: World) => context.cases.listDisclosures(99);

describe('issueVerificationCode', () => {
  it('gives a code that can be spoken and is good for a day', async () => {
    const { code, expiresAt } = await withCode();
    expect(isVerificationCode(code)).toBe(true);
    expect(expiresAt).toBe(TEN + DAY);
  });
  it('gives another one each time', async () => {
    const { world, code } = await withCode();
    const codes = new Set([code]);
    for (let i = 0; i < 20; i++)
      codes.add((await issueVerificationCode(world.context, 'officer-1')).code);
    expect(codes.size).toBe(21);
  });
});

describe('disclose', () => {
  it('keeps the contact ids that are known, of all that was sent, sorted', async () => {
    const { world, code } = await withCode();
    const location = onlyLocation(await makeVenue(world));
    const visits = [];
    for (let i = 0; i < 5; i++) visits.push(await visit(world, location));
    const random = Array.from({ length: 507 }, (_, i) => named(`random ${i}`, 16));
    const proofs = [...random, ...visits.map(({ proofKey }) => proofKey)];
    await disclose(world.context, bodyOf(code, { proofs, symptomOnsetDay: 18_779 }));
    const ids = visits.map(({ contactId }) => contactId).sort(compareBytes);
    expect(await stored(world)).toEqual([
      {
        id: expect.any(String),
        codeId: expect.any(String),
        receivedAt: TEN,
        codeIssuedHour: TEN / HOUR,
        symptomOnsetDay: 18_779,
        withdrawHash: named('withdraw', 32),
        contactIds: ids,
        places: [],
      },
    ]);
  });

  it('keeps the places that are known, and leaves out the rest in silence', async () => {
    const { world, code } = await withCode();
    const { locationId } = onlyLocation(await makeVenue(world));
    const place = { locationId, arrivedAt: TEN, departedAt: TEN + HOUR };
    const places = [
      place,
      { ...place, locationId: named('unknown', 32) },
      { ...place, departedAt: TEN },
      { ...place, departedAt: TEN + 13 * HOUR },
      { ...place, arrivedAt: 0xffff_ffff, departedAt: 5 },
    ];
    await disclose(world.context, bodyOf(code, { places }));
    expect((await stored(world))[0]?.places).toEqual([place]);
  });

  it('takes a place whose code was withdrawn since', async () => {
    const { world, code } = await withCode();
    const venue = await makeVenue(world);
    await withdrawCode(world.context, venue.venue.venueId, 1);
    const { locationId } = onlyLocation(venue);
    const places = [{ locationId, arrivedAt: TEN, departedAt: TEN + HOUR }];
    await disclose(world.context, bodyOf(code, { places }));
    expect((await stored(world))[0]?.places).toEqual(places);
  });

  it('takes a code as people type it', async () => {
    const { world, code } = await withCode();
    await disclose(world.context, bodyOf(code.toLowerCase().replaceAll('-', ' ')));
    expect(await stored(world)).toHaveLength(1);
  });

  it('takes a code once, and the same body again for a day', async () => {
    const { world, code } = await withCode();
    await disclose(world.context, bodyOf(code));
    world.at(TEN + DAY - 1);
    await disclose(world.context, bodyOf(code));
    await expect(
      disclose(world.context, bodyOf(code, { bodyHash: named('other', 32) })),
    ).rejects.toThrow(refused);
    world.at(TEN + DAY);
    await expect(disclose(world.context, bodyOf(code))).rejects.toThrow(refused);
    expect(await stored(world)).toHaveLength(1);
  });

  it('gives one answer for a wrong, an expired and a used code, and for a dummy', async () => {
    const { world, code } = await withCode();
    const used = await issueVerificationCode(world.context, 'officer-1');
    await disclose(world.context, bodyOf(used.code));
    const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`;
    const answers = new Set<string>();
    const attempt = async (tried: string) => {
      const body = bodyOf(tried, { bodyHash: named('another', 32) });
      const error = await disclose(world.context, body).catch((refusal) => refusal);
      answers.add(`${error.code} ${error.message} ${Object.keys(error).join()}`);
    };
    for (const tried of [wrong, used.code, DUMMY_CODE, '', 'x'.repeat(1000)]) await attempt(tried);
    world.at(TEN + DAY);
    await attempt(code);
    expect([...answers]).toHaveLength(1);
    expect([...answers][0]).toMatch(/^VERIFICATION_CODE_REFUSED /);
  });

  it('does the same work for a right code, a wrong one and a dummy', async () => {
    const { world, code } = await withCode();
    const { locationId } = onlyLocation(await makeVenue(world));
    const work: string[] = [];
    const { checkIns, venues } = world.context;
    const counted: PlatformContext = {
      ...world.context,
      checkIns: {
        ...checkIns,
        findIds: (ids) => {
          work.push(`findIds ${ids.length}`);
          return checkIns.findIds(ids);
        },
      },
      venues: {
        ...venues,
        findLocation: (id) => {
          work.push('findLocation');
          return venues.findLocation(id);
        },
      },
    };
    const proofs = Array.from({ length: 512 }, (_, i) => named(`${i}`, 16));
    const places = Array(64).fill({ locationId, arrivedAt: TEN, departedAt: TEN + HOUR });
    const seen = new Set<string>();
    for (const tried of [DUMMY_CODE, 'K7MX-2QPA-WZ3T', code]) {
      work.length = 0;
      await disclose(counted, bodyOf(tried, { proofs, places })).catch(() => undefined);
      seen.add(work.join());
    }
    expect(seen.size).toBe(1);
    expect(work.filter((one) => one === 'findLocation')).toHaveLength(64);
    expect(work).toContain('findIds 512');
    expect(await stored(world)).toHaveLength(1);
  });

  it('judges the form before the code: the answer does not depend on it', async () => {
    const { world, code } = await withCode();
    for (const tried of [code, DUMMY_CODE])
      await expect(
        disclose(world.context, bodyOf(tried, { symptomOnsetDay: 99_999 })),
      ).rejects.toThrow(expect.objectContaining({ code: 'DISCLOSURE_INVALID' }));
    await disclose(world.context, bodyOf(code));
  });

  it('takes one of eight that come at once', async () => {
    const { world, code } = await withCode();
    const tries = Array.from({ length: 8 }, (_, i) =>
      disclose(world.context, bodyOf(code, { bodyHash: named(`${i}`, 32) })),
    );
    const states = (await Promise.allSettled(tries)).map(({ status }) => status);
    expect(states.filter((status) => status === 'fulfilled')).toHaveLength(1);
    expect(await stored(world)).toHaveLength(1);
  });

  it('keeps no proof key and no code', async () => {
    const { world, code } = await withCode();
    const { proofKey, contactId } = await visit(world, onlyLocation(await makeVenue(world)));
    await disclose(world.context, bodyOf(code, { proofs: [proofKey] }));
    const kept = JSON.stringify(await stored(world), (_, value) =>
      value instanceof Uint8Array ? toHex(value) : value,
    );
    expect(kept).toContain(toHex(contactId));
    expect(kept).not.toContain(toHex(proofKey));
    expect(kept).not.toContain(code);
  });
});

describe('listDisclosures', () => {
  it('says how much was disclosed, and no id of a check-in', async () => {
    const world = await makeWorld();
    const made = await visit(world, onlyLocation(await makeVenue(world)));
    const id = await discloseVisits(world, [made]);
    const listed = await listDisclosures(world.context);
    expect(listed).toEqual([
      {
        id,
        codeId: expect.any(String),
        receivedAt: TEN,
        symptomOnsetDay: null,
        checkIns: 1,
        places: 0,
      },
    ]);
  });
  it('leaves out what is past the retention, whether or not it was erased', async () => {
    const world = await makeWorld();
    await discloseVisits(world, []);
    world.at(TEN + 14 * DAY);
    expect(await listDisclosures(world.context)).toHaveLength(1);
    world.at(TEN + 14 * DAY + 1);
    expect(await listDisclosures(world.context)).toEqual([]);
  });
});
