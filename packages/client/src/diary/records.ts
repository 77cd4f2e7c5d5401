/**
 * What a device keeps. All of it stays on the device; what leaves it stands in the outbox, byte by byte.
 *
 * @module
 */
import type { Severity } from '@waypost/core/exposure-notice';
import type { ListState } from '@waypost/core/keys-and-lists';
import type { CheckInReceipt } from '../api/schema.ts';
import type { ProblemCode } from '../errors.ts';

/**
 * Where a visit stands. `diary`: nothing of it leaves the device. `waiting`: its check-in has not left.
 * `sending`: it has left at least once, and no receipt is there. `sent`: the server has it. `refused`:
 * the server does not take it.
 */
export type VisitState = 'diary' | 'waiting' | 'sending' | 'sent' | 'refused';

/** What the signed venue code said of the place. */
export interface VisitedVenue {
  readonly name: string;
  readonly address: string;
  readonly zone: string;
}

/** One stay at one place. */
export interface Visit {
  /** Handle on this device, 22 characters; it is sent nowhere, and nothing follows from it. */
  readonly id: string;
  /** 32 bytes, used for this one check-in. Secret; it goes with the visit. */
  readonly checkInSecret: Uint8Array;
  /** 16 bytes; sent unless `state` is `diary`. */
  readonly contactId: Uint8Array;
  /** 16 bytes. */
  readonly venueId: Uint8Array;
  /** 32 bytes. */
  readonly locationId: Uint8Array;
  readonly venue: VisitedVenue;
  /** Unix seconds, a whole minute. */
  readonly arrivedAt: number;
  /** Unix seconds, a whole minute; `null`: still there, or nobody knows. */
  readonly departedAt: number | null;
  /** Entered for somebody else, who will be called and is never notified by this device. */
  readonly onBehalf: boolean;
  readonly state: VisitState;
  /** What the server answered; `null` before it did. */
  readonly receipt: CheckInReceipt | null;
  /** Disclosed by this person, who is then the case that others are told of. */
  readonly disclosed: boolean;
}

/** What an entry of the outbox asks for. */
export type OutboxKind = 'check-in' | 'check-out' | 'correction' | 'erasure';

/** A request that is to leave the device once, however often it is tried. */
export interface OutboxEntry {
  /** 22 characters. */
  readonly id: string;
  readonly visitId: string;
  /** Place among the entries of its visit, which leave in this order. */
  readonly order: number;
  readonly kind: OutboxKind;
  /** The very text that is sent, the same at every attempt. */
  readonly body: string;
  /** Unix seconds: it does not leave before. */
  readonly notBefore: number;
  /** How often it has left. */
  readonly attempts: number;
  /** Code of the server's refusal, for the app to see and to dismiss; `null` while it waits. */
  readonly refused: ProblemCode | null;
}

/** When another entry of the outbox than this one may leave. */
export interface OutboxRest {
  readonly entryId: string;
  /** Unix seconds. */
  readonly until: number;
}

/** The newest signed list of a kind. */
export interface RememberedList {
  readonly text: string;
  readonly state: ListState;
  /** Unix seconds. */
  readonly expires: number;
  /** Unix seconds. */
  readonly fetchedAt: number;
}

/** A visit that a published file names. */
export interface Hit {
  readonly visitId: string;
  /** Whole minutes in which it was risky; 63 may stand for more. */
  readonly minutes: number;
  readonly severity: Severity;
}

/** A published file that this device has looked through, and what it found. */
export interface CheckedFile {
  readonly kind: 'notices' | 'warnings';
  readonly sequence: number;
  /** Name of the rule behind a notice; `null` for venue warnings. */
  readonly rule: string | null;
  readonly hits: readonly Hit[];
}

/** A disclosure that was put together and not answered yet: sent again, it is the same one. */
export interface PendingDisclosure {
  readonly body: string;
  /** Unix seconds. A day later nothing takes it any more. */
  readonly madeAt: number;
  /** What it discloses. */
  readonly visitIds: readonly string[];
  /** 32 random bytes; the server has their SHA-256. Secret. */
  readonly withdrawKey: Uint8Array;
}

/** What is kept, by collection. Each record has a text as its key. */
export interface Collections {
  /** By `id`. */
  readonly visits: Visit;
  /** By `id`. */
  readonly outbox: OutboxEntry;
  /** One record, `outbox`. */
  readonly rests: OutboxRest;
  /** `keys`, `index`, `withdrawn`. */
  readonly lists: RememberedList;
  /** By kind and sequence. */
  readonly files: CheckedFile;
  /** One record, `pending`. */
  readonly disclosures: PendingDisclosure;
}

/** Name of a collection. */
export type Collection = keyof Collections;

/** Every collection. */
export const COLLECTIONS: readonly Collection[] = [
  'visits',
  'outbox',
  'rests',
  'lists',
  'files',
  'disclosures',
];
