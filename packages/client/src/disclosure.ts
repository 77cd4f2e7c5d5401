/**
 * What a positive person discloses: sees every check-in that would be sent, chooses, and sends. Whatever
 * is chosen, and also when nothing is and it is only a dummy, the same bytes in number leave on the same
 * path. Protocol section 6.
 *
 * @module
 */
import { deriveProofKey, PROOF_KEY_BYTES } from '@waypost/core/contact-id';
import { ByteWriter, concatBytes, sha256, toBase64Url } from '@waypost/core/primitives';
import { LOCATION_ID_BYTES } from '@waypost/core/venue-code';
import type { ApiClient } from './api/client.ts';
import type { NewDisclosure } from './api/schema.ts';
import { DISCLOSURE_BODY_BYTES, sizedJson } from './api/sized-body.ts';
import { type DiaryStore, put, remove, type StoreChange, update } from './diary/diary-store.ts';
import type { PendingDisclosure, Visit, VisitedVenue } from './diary/records.ts';
import { isOver, keptVisits } from './diary/visits.ts';
import { ClientError, isTransient } from './errors.ts';
import { shuffle } from './random.ts';
import type { Surroundings } from './surroundings.ts';

/** What disclosures need. */
export interface DisclosureParts extends Surroundings {
  readonly store: DiaryStore;
  readonly api: Pick<ApiClient, 'postDisclosure'>;
}

/** One visit as it would be disclosed, shown to the person before anything is sent. */
export interface DisclosableVisit {
  readonly visitId: string;
  /** `proof`: the check-in that the server has. `place`: a stay that is only in the diary. */
  readonly as: 'proof' | 'place';
  readonly venue: VisitedVenue;
  /** Unix seconds. */
  readonly arrivedAt: number;
  /** Unix seconds; `null`: not known, and then a stay of the diary cannot be disclosed. */
  readonly departedAt: number | null;
  /** Somebody else's stay: to be chosen only if that person is the case. */
  readonly onBehalf: boolean;
}

/** What is sent. */
export interface Disclosure {
  /** Verification code as it was typed. Secret. */
  readonly code: string;
  /** `visitId` of the chosen visits, all from the preview. */
  readonly visitIds: readonly string[];
  /** UTC day of the first symptoms; left out: none, or not told. */
  readonly symptomOnsetDay?: number | undefined;
}

/** What the person holds after a disclosure was accepted. */
export interface DisclosureReceipt {
  /** 32 bytes: who has them can withdraw the disclosure. Secret. */
  readonly withdrawKey: Uint8Array;
}

/** Most check-ins of one disclosure. */
export const MAX_PROOFS = 512;
/** Most places of one disclosure. */
export const MAX_PLACES = 64;

const PLACE_BYTES = 40;
const WITHDRAW_KEY_BYTES = 32;
const DUMMY_CODE = '0000-0000-0000';
const ATTEMPTS = 4;
const FIRST_RETRY_SECONDS = 5;

/** Every visit that can be disclosed, the latest first. */
export async function previewDisclosure({
  store,
  clock,
}: Pick<DisclosureParts, 'store' | 'clock'>): Promise<readonly DisclosableVisit[]> {
  const visits = await keptVisits(store, clock());
  return visits.filter(isDisclosable).map((visit) => ({
    visitId: visit.id,
    as: visit.state === 'sent' ? 'proof' : 'place',
    venue: visit.venue,
    arrivedAt: visit.arrivedAt,
    departedAt: visit.departedAt,
    onBehalf: visit.onBehalf,
  }));
}

/** What the server has, and what the diary knows the whole stay of. */
const isDisclosable = ({ state, departedAt }: Visit): boolean =>
  state === 'sent' || (state === 'diary' && departedAt !== null);

/**
 * Discloses what was chosen. It is kept until the server has answered: {@link resumeDisclosure} sends the
 * very same again, which is accepted again for 24 hours.
 *
 * @throws {@link ClientError} `CHOICE_INVALID` before anything is sent; then as the server's client, with
 * `VERIFICATION_CODE_REFUSED` for a wrong, used or expired code.
 */
export async function disclose(
  parts: DisclosureParts,
  disclosure: Disclosure,
): Promise<DisclosureReceipt> {
  const { store, clock, randomBytes } = parts;
  const kept = await keptVisits(store, clock());
  const chosen = new Set(disclosure.visitIds);
  const visits = kept.filter((visit) => chosen.has(visit.id) && isDisclosable(visit));
  if (visits.length !== chosen.size)
    throw new ClientError('CHOICE_INVALID', 'a chosen visit is not in the preview');
  const withdrawKey = randomBytes(WITHDRAW_KEY_BYTES);
  const body = disclosureBody(parts, { ...disclosure, visits, withdrawKey });
  const pending = { body, madeAt: clock(), visitIds: [...chosen], withdrawKey };
  await store.write([put('disclosures', 'pending', pending)]);
  return sendPending(parts, pending);
}

/**
 * Sends the disclosure again that was not answered.
 *
 * @returns `null` when there is none of the last 24 hours.
 * @throws As {@link disclose}.
 */
export async function resumeDisclosure(parts: DisclosureParts): Promise<DisclosureReceipt | null> {
  const pending = await parts.store.get('disclosures', 'pending');
  if (pending === null || isOver(pending, parts.clock())) return null;
  return sendPending(parts, pending);
}

/**
 * Sends a disclosure of nothing, for which there is no code. To be called now and then, at random times,
 * so that who sends a real one does not stand out.
 */
export async function sendDummyDisclosure(parts: DisclosureParts): Promise<void> {
  const withdrawKey = parts.randomBytes(WITHDRAW_KEY_BYTES);
  const body = disclosureBody(parts, { code: DUMMY_CODE, visits: [], withdrawKey });
  try {
    await send(parts, body);
  } catch {
    // Refused, as every dummy is, or not answered: it has done what it is for.
  }
}

async function sendPending(
  parts: DisclosureParts,
  { body, visitIds, withdrawKey }: PendingDisclosure,
): Promise<DisclosureReceipt> {
  const forget = remove('disclosures', 'pending');
  try {
    await send(parts, body);
  } catch (error) {
    if (!isTransient(error)) await parts.store.write([forget]);
    throw error;
  }
  const mark = (id: string): StoreChange =>
    update('visits', id, (visit) => ({ ...visit, disclosed: true }));
  await parts.store.write([forget, ...visitIds.map(mark)]);
  return { withdrawKey };
}

/** The same body at every attempt. */
async function send({ api, delay }: DisclosureParts, body: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.postDisclosure(body);
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error;
    }
    await delay(FIRST_RETRY_SECONDS * 2 ** attempt);
  }
}

interface DisclosureContent {
  readonly code: string;
  readonly visits: readonly Visit[];
  readonly withdrawKey: Uint8Array;
  readonly symptomOnsetDay?: number | undefined;
}

function disclosureBody(
  { randomBytes }: Pick<DisclosureParts, 'randomBytes'>,
  { code, visits, withdrawKey, symptomOnsetDay }: DisclosureContent,
): string {
  const proofs = visits
    .filter(({ state }) => state === 'sent')
    .map(({ checkInSecret }) => deriveProofKey(checkInSecret));
  const places = visits.filter(({ state }) => state === 'diary').map(encodePlace);
  if (proofs.length > MAX_PROOFS || places.length > MAX_PLACES)
    throw new ClientError(
      'CHOICE_INVALID',
      `at most ${MAX_PROOFS} check-ins and ${MAX_PLACES} places`,
    );
  /** Unused entries are random, and the used ones anywhere among them: their number and order are hidden. */
  const fill = (used: readonly Uint8Array[], count: number, length: number): string => {
    const unused = Array.from({ length: count - used.length }, () => randomBytes(length));
    return toBase64Url(concatBytes(...shuffle([...used, ...unused], randomBytes)));
  };
  const content: Omit<NewDisclosure, 'pad'> = {
    code,
    proofs: fill(proofs, MAX_PROOFS, PROOF_KEY_BYTES),
    places: fill(places, MAX_PLACES, PLACE_BYTES),
    ...(symptomOnsetDay !== undefined && { symptomOnsetDay }),
    withdrawHash: toBase64Url(sha256(withdrawKey)),
  };
  return sizedJson(content, DISCLOSURE_BODY_BYTES);
}

/**
 * | bytes  | place                  |
 * | ------ | ---------------------- |
 * | 0..31  | locationId             |
 * | 32..35 | arrived, Unix, u32be   |
 * | 36..39 | departed, Unix, u32be  |
 */
const encodePlace = ({ locationId, arrivedAt, departedAt }: Visit): Uint8Array =>
  new ByteWriter(LOCATION_ID_BYTES + 8)
    .bytes(locationId)
    .u32be(arrivedAt)
    .u32be(departedAt as number) // isDisclosable
    .finish();
