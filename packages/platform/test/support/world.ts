/**
 * A server in memory with a clock that stands still until a test moves it, and devices that check in.
 */
import {
  CHECK_IN_SECRET_BYTES,
  deriveContactId,
  deriveProofKey,
  deriveReceiptKey,
  hashReceiptKey,
} from '@waypost/core/contact-id';
import { generateSigningKey, type PublicJwk, signingKey } from '@waypost/core/jws';
import {
  issueKeyList,
  type KeyList,
  type ListState,
  verifyIndexList,
  verifyKeyList,
  verifyWithdrawnList,
} from '@waypost/core/keys-and-lists';
import { DAY_SECONDS, sha256, toUtf8 } from '@waypost/core/primitives';
import {
  type CheckInInput,
  type CheckInReceipt,
  checkIn,
  disclose,
  dropExpired,
  issueVerificationCode,
  type Location,
  noticeIndex,
  type PlatformContext,
  type PlatformParts,
  platformContext,
  type RegisteredVenue,
  registerVenue,
  type VenueRegistration,
  withdrawnCodes,
} from '@waypost/platform';
import { memoryStores } from '@waypost/platform/memory';
import { seededBytes } from '@waypost/platform/testing';

/** Tuesday, 2021-06-01, 10:00:00 UTC. */
export const TEN = 1_622_541_600;
export const HOUR = 3600;
export const MINUTE = 60;
export const DAY = DAY_SECONDS;
export const ISSUER = 'https://waypost.example';

const ROOT = generateSigningKey('EdDSA', seededBytes('root'));
const CODE = generateSigningKey('EdDSA', seededBytes('code'));
const INDEX = generateSigningKey('EdDSA', seededBytes('index'));

const publicHalf = (jwk: Parameters<typeof signingKey>[0]): PublicJwk => signingKey(jwk).jwk;

export interface World {
  readonly context: PlatformContext;
  /** Moves the clock. */
  readonly at: (time: number) => void;
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
}

export async function makeWorld(changes: Partial<PlatformParts> = {}): Promise<World> {
  let now = TEN;
  const random = seededBytes('world');
  const { text: keyListText } = await issueKeyList(
    {
      issuer: ISSUER,
      issuedAt: TEN,
      expires: TEN + 30 * DAY,
      codeKeys: [publicHalf(CODE)],
      indexKeys: [publicHalf(INDEX)],
      cardKeys: [],
      revoked: [],
    },
    { key: signingKey(ROOT), previous: null },
  );
  const context = platformContext({
    ...memoryStores(),
    clock: () => now,
    randomBytes: random,
    issuer: ISSUER,
    host: 'waypost.example',
    keys: {
      codeKey: CODE,
      indexKey: INDEX,
      codeKeys: [publicHalf(CODE)],
      indexKeys: [publicHalf(INDEX)],
      keyListText,
      cardKey: () => null,
    },
    codePepper: new Uint8Array(32).fill(5),
    nextTurn: (work) => void setImmediate(work),
    ...changes,
  });
  await dropExpired(context);
  return {
    context,
    at: (time) => {
      now = time;
    },
    now: () => now,
    random,
  };
}

export const keyListOf = async ({ context, now }: World): Promise<KeyList> => {
  const rootThumbprint = signingKey(ROOT).kid;
  const trust = { issuer: ISSUER, rootThumbprint, seen: null };
  return (await verifyKeyList(context.keys.keyListText, trust, now())).list;
};

/** What a phone reads in the index, given what it remembers of the last. */
export const readIndex = async (world: World, seen: ListState | null = null) =>
  verifyIndexList(
    await noticeIndex(world.context),
    { keyList: await keyListOf(world), seen },
    world.now(),
  );

export const readWithdrawn = async (world: World, seen: ListState | null = null) =>
  verifyWithdrawnList(
    await withdrawnCodes(world.context),
    { keyList: await keyListOf(world), seen },
    world.now(),
  );

export const makeVenue = (
  { context }: World,
  changes: Partial<VenueRegistration> = {},
): Promise<RegisteredVenue> =>
  registerVenue(context, {
    name: 'Quán cà phê',
    address: '12 Lê Lợi, Huế',
    kind: 3,
    zones: [''],
    ...changes,
  });

export const onlyLocation = ({ locations }: RegisteredVenue): Location => {
  const [location] = locations;
  if (!location) throw new Error('the venue has no location');
  return location;
};

/** One stay in a device's diary, with what only the device knows. */
export interface Visit {
  readonly body: CheckInInput;
  readonly contactId: Uint8Array;
  readonly proofKey: Uint8Array;
  readonly receiptKey: Uint8Array;
}

export function planVisit(
  { random }: World,
  location: Pick<Location, 'locationId'>,
  changes: Partial<CheckInInput> = {},
): Visit {
  const secret = random(CHECK_IN_SECRET_BYTES);
  const proofKey = deriveProofKey(secret);
  const receiptKey = deriveReceiptKey(secret);
  const contactId = deriveContactId(proofKey);
  const body = {
    locationId: location.locationId,
    contactId,
    arrivedAt: TEN,
    departedAt: TEN + HOUR,
    partySize: 1,
    onBehalf: false,
    receiptHash: hashReceiptKey(receiptKey),
    card: random(569),
    display: null,
    networkPrefix: '203.0.113.0/24',
    ...changes,
  };
  return { body, contactId, proofKey, receiptKey };
}

export async function visit(
  world: World,
  location: Pick<Location, 'locationId'>,
  changes: Partial<CheckInInput> = {},
): Promise<Visit & { readonly receipt: CheckInReceipt }> {
  const planned = planVisit(world, location, changes);
  return { ...planned, receipt: await checkIn(world.context, planned.body) };
}

let bodies = 0;

/** A person gets a code and discloses these visits; returns the id of the disclosure. */
export async function discloseVisits(
  world: World,
  visits: readonly Pick<Visit, 'proofKey'>[],
  { places = [], issuedAt = world.now() }: DiscloseOptions = {},
): Promise<string> {
  const disclosedAt = world.now();
  world.at(issuedAt);
  const { code } = await issueVerificationCode(world.context, 'officer-1');
  world.at(disclosedAt);
  const known = new Set((await world.context.cases.listDisclosures(1e6)).map(({ id }) => id));
  await disclose(world.context, {
    code,
    proofs: visits.map(({ proofKey }) => proofKey),
    places,
    symptomOnsetDay: null,
    withdrawHash: new Uint8Array(32),
    bodyHash: sha256(toUtf8(`body ${bodies++}`)),
  });
  const made = (await world.context.cases.listDisclosures(1e6)).find(({ id }) => !known.has(id));
  if (!made) throw new Error('no disclosure was made');
  return made.id;
}

interface DiscloseOptions {
  readonly places?: Parameters<typeof disclose>[1]['places'];
  readonly issuedAt?: number;
}
