/**
 * Records for the contract suites: small, different from each other, and the same in every run.
 *
 * @module
 */
import {
  ByteWriter,
  concatBytes,
  DAY_SECONDS,
  type RandomBytes,
  sha256,
  toUtf8,
} from '@waypost/core/primitives';
import type {
  CheckIn,
  Disclosure,
  Exposure,
  MatchingRun,
  Notice,
  OfficerKey,
  PublishedFile,
  Venue,
  VenueCode,
  VerificationCode,
} from '../ports/index.ts';

/** The UTC day on which the fixtures take place. */
export const DAY = 20_000;
/** Noon of {@link DAY}, Unix seconds. */
export const NOON: number = DAY * DAY_SECONDS + 43_200;
/** The hour in which the fixtures' check-ins were received. */
export const HOUR: number = Math.floor(NOON / 3600);

/** Bytes that are the same for the same name, and different for another: at most 32. */
export const named = (name: string, length: number): Uint8Array =>
  sha256(toUtf8(name)).slice(0, length);

/** Randomness that can be repeated: SHA-256 of the seed and a counter. Never for anything but tests. */
export function seededBytes(seed: string): RandomBytes {
  let counter = 0;
  return (length) => {
    const blocks: Uint8Array[] = [];
    for (let have = 0; have < length; have += 32)
      blocks.push(sha256(toUtf8(seed), new ByteWriter(8).u64be(counter++).finish()));
    return concatBytes(...blocks).slice(0, length);
  };
}

/** Whole numbers from a seed: `below(n)` gives one of `0..n-1`. */
export function seededNumbers(seed: string): (bound: number) => number {
  const randomBytes = seededBytes(seed);
  return (bound) => randomBytes(4).reduce((value, byte) => value * 256 + byte, 0) % bound;
}

/** The n-th check-in: from noon of its day for an hour, at one venue. */
export const checkInOf = (n: number | string, changes: Partial<CheckIn> = {}): CheckIn => ({
  contactId: named(`contact ${n}`, 16),
  venueId: named('venue', 16),
  zone: '',
  day: DAY,
  arrivedAt: NOON + ((changes.day ?? DAY) - DAY) * DAY_SECONDS,
  departedAt: NOON + ((changes.day ?? DAY) - DAY) * DAY_SECONDS + 3600,
  receivedHour: HOUR,
  partySize: 2,
  onBehalf: false,
  receiptHash: named(`receipt ${n}`, 32),
  card: new Uint8Array(569).fill(7),
  bodyHash: named(`body ${n}`, 32),
  late: false,
  unconfirmed: false,
  ...changes,
});

/** The n-th venue. */
export const venueOf = (n: number | string, changes: Partial<Venue> = {}): Venue => ({
  venueId: named(`venue ${n}`, 16),
  name: `Quán cà phê số ${n}`,
  address: '12 Lê Lợi, Huế',
  kind: 3,
  zones: ['', 'Bàn 1', 'Bàn 2'],
  longestStaySeconds: 43_200,
  openingHours: null,
  displaySecret: null,
  ownerKeyHash: named(`owner ${n}`, 32),
  createdAt: NOON,
  ...changes,
});

/** A version of the n-th venue's codes. */
export const codeOf = (
  n: number | string,
  codeVersion: number,
  changes: Partial<VenueCode> = {},
): VenueCode => ({
  venueId: named(`venue ${n}`, 16),
  codeVersion,
  seed: named(`seed ${n} ${codeVersion}`, 16),
  notBefore: NOON,
  expires: NOON + 365 * DAY_SECONDS,
  withdrawnAt: null,
  ...changes,
});

/** The n-th verification code: good for a day. */
export const verificationCodeOf = (
  n: number | string,
  changes: Partial<VerificationCode> = {},
): VerificationCode => ({
  id: `code-${n}`,
  codeHash: named(`code ${n}`, 32),
  issuedAt: NOON,
  expiresAt: NOON + DAY_SECONDS,
  issuedBy: 'officer-1',
  ...changes,
});

/** A disclosure made with a code, with two check-ins and one place. */
export const disclosureOf = (
  code: VerificationCode,
  changes: Partial<Disclosure> = {},
): Disclosure => ({
  id: `disclosure-of-${code.id}`,
  codeId: code.id,
  receivedAt: NOON + 60,
  codeIssuedHour: Math.floor(code.issuedAt / 3600),
  symptomOnsetDay: DAY - 2,
  withdrawHash: named(`withdraw ${code.id}`, 32),
  contactIds: [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)],
  places: [{ locationId: named('place', 32), arrivedAt: NOON - 7200, departedAt: NOON - 3600 }],
  ...changes,
});

/** A matching run. */
export const runOf = (n: number | string, changes: Partial<MatchingRun> = {}): MatchingRun => ({
  id: `run-${n}`,
  request: {
    disclosureIds: ['disclosure-1', 'disclosure-2'],
    rule: 'who-15min',
    withLate: true,
    withUnconfirmed: false,
  },
  effectiveRule: {
    mode: 'single',
    minOverlapSeconds: 900,
    staySeconds: null,
    exclusiveStay: false,
  },
  ruleVersion: '1',
  inputDigest: `sha256:${'0a'.repeat(32)}`,
  resultDigest: `sha256:${'b1'.repeat(32)}`,
  createdAt: NOON,
  createdBy: 'officer-1',
  totals: { caseStays: 2, exposures: 3, venues: 1, overlapMinutes: 95 },
  ...changes,
});

/** An exposure of the n-th contact id. */
export const exposureOf = (n: number | string, changes: Partial<Exposure> = {}): Exposure => ({
  contactId: named(`contact ${n}`, 16),
  venueId: named('venue', 16),
  minutes: 31,
  severity: 2,
  onBehalf: false,
  late: true,
  unconfirmed: false,
  ...changes,
});

/** A draft and its two files. */
export function draftOf(
  n: number | string,
  changes: Partial<Notice> = {},
): { readonly notice: Notice; readonly files: readonly PublishedFile[] } {
  const files = (['notice', 'warning'] as const).map((kind) => {
    const bytes = toUtf8(`${kind} ${n}`);
    return { kind, sha256: sha256(bytes), bytes };
  }) as [PublishedFile, PublishedFile];
  const [bundle, warning] = files;
  const notice = {
    id: `notice-${n}`,
    runId: `run-${n}`,
    rule: 'who-15min',
    draftedBy: 'officer-1',
    draftedAt: NOON,
    approvedBy: null,
    approvedAt: null,
    sequence: null,
    sha256: bundle.sha256,
    bytes: bundle.bytes.length,
    warningSha256: warning.sha256,
    warningBytes: warning.bytes.length,
    publishedAt: null,
    withdrawnBy: null,
    withdrawnAt: null,
    ...changes,
  };
  return { notice, files };
}

/** The n-th officer's key. */
export const officerKeyOf = (
  n: number | string,
  changes: Partial<OfficerKey> = {},
): OfficerKey => ({
  id: `key-${n}`,
  name: `Officer ${n}`,
  keyHash: named(`key ${n}`, 32),
  createdAt: NOON,
  revokedAt: null,
  ...changes,
});

/** Calls `work` so many times at once. */
export const atOnce = <Result>(
  times: number,
  work: (i: number) => Promise<Result>,
): Promise<Result[]> => Promise.all(Array.from({ length: times }, (_, i) => work(i)));
