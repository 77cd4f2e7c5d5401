import {
  deriveContactId,
  deriveProofKey,
  deriveReceiptKey,
  hashReceiptKey,
} from '@waypost/core/contact-id';
import { ByteWriter, fromBase64Url, toBase64Url } from '@waypost/core/primitives';
import { CHECK_IN_BODY_BYTES, DISCLOSURE_BODY_BYTES } from '../../src/http/policy.ts';
import { countingBytes, NOW, type TestApi } from './test-api.ts';

const randomBytes = countingBytes('bodies');

/** A body as text of exactly `size` bytes. */
export function padded(body: object, size: number): string {
  const missing = size - JSON.stringify({ ...body, pad: '' }).length;
  return JSON.stringify({ ...body, pad: 'x'.repeat(missing) });
}

export const paddedCheckIn = (body: object): string => padded(body, CHECK_IN_BODY_BYTES);
export const paddedDisclosure = (body: object): string => padded(body, DISCLOSURE_BODY_BYTES);

/** A venue that was registered the day before, as its owner keeps it. */
export async function newVenue(api: TestApi, fields: object = {}) {
  api.clock.now -= 86_400;
  const answer = await api.ask('POST', '/v1/venues', { body: { name: 'Phở Bà Dần', ...fields } });
  api.clock.now += 86_400;
  const { venue, locations, ownerKey, displaySecret } = (await answer.json()) as {
    venue: { venueId: string };
    locations: { locationId: string; zone: string; text: string }[];
    ownerKey: string;
    displaySecret: string | null;
  };
  const [location] = locations;
  if (!location) throw new Error('a venue has a location');
  return {
    path: `/v1/venues/${venue.venueId}`,
    key: ownerKey,
    locations,
    displaySecret,
    ...location,
  };
}

/** What a device keeps of a check-in, and the body that it sends. */
export function newCheckIn(locationId: string, fields: object = {}) {
  const secret = randomBytes(32);
  const proofKey = deriveProofKey(secret);
  const receiptKey = deriveReceiptKey(secret);
  const contactId = toBase64Url(deriveContactId(proofKey));
  const body = {
    locationId,
    contactId,
    arrivedAt: NOW - 3600,
    receiptHash: toBase64Url(hashReceiptKey(receiptKey)),
    card: toBase64Url(randomBytes(569)),
    ...fields,
  };
  return { contactId, proofKey, receiptKey: toBase64Url(receiptKey), body };
}

/** The body of a disclosure with these proof keys and places; the rest of it is random. */
export function newDisclosure(
  code: string,
  proofKeys: readonly Uint8Array[] = [],
  places: readonly { locationId: string; arrivedAt: number; departedAt: number }[] = [],
) {
  const proofs = randomBytes(512 * 16);
  for (const [i, proofKey] of proofKeys.entries()) proofs.set(proofKey, i * 16);
  const placeBytes = randomBytes(64 * 40);
  for (const [i, { locationId, arrivedAt, departedAt }] of places.entries()) {
    const writer = new ByteWriter(40).bytes(fromBase64Url(locationId));
    placeBytes.set(writer.u32be(arrivedAt).u32be(departedAt).finish(), i * 40);
  }
  return {
    code,
    proofs: toBase64Url(proofs),
    places: toBase64Url(placeBytes),
    withdrawHash: toBase64Url(randomBytes(32)),
  };
}

/** A case: checked in an hour before its code was issued, and disclosed. Returns the disclosure's id. */
export async function disclosedCase(api: TestApi, locationId: string): Promise<string> {
  const stay = { arrivedAt: NOW - 7200, departedAt: NOW - 3600 };
  const own = newCheckIn(locationId, stay);
  const contact = newCheckIn(locationId, stay);
  for (const { body } of [own, contact])
    await api.ask('POST', '/v1/check-ins', { body: paddedCheckIn(body) });
  api.clock.now += 3600;
  const issued = await api.ask('POST', '/v1/verification-codes', { key: api.officers.a.key });
  const { code } = (await issued.json()) as { code: string };
  const body = paddedDisclosure(newDisclosure(code, [own.proofKey]));
  await api.ask('POST', '/v1/disclosures', { body });
  const answer = await api.ask('GET', '/v1/disclosures', { key: api.officers.a.key });
  const { disclosures } = (await answer.json()) as { disclosures: { id: string }[] };
  return disclosures.at(-1)?.id ?? '';
}

/** A matching run over a fresh case. Returns its id. */
export async function newRun(api: TestApi): Promise<string> {
  const { locationId } = await newVenue(api);
  const disclosureIds = [await disclosedCase(api, locationId)];
  const body = { disclosureIds, rule: 'who-15min' };
  const answer = await api.ask('POST', '/v1/matching-runs', { body, key: api.officers.a.key });
  return ((await answer.json()) as { id: string }).id;
}
