/** Why a check-in counts only where an officer says so. */
export interface CheckInMarks {
  /** Received more than 24 hours after arrival. */
  readonly late: boolean;
  /** Over a limit, outside opening hours, or without the fresh code of a display. */
  readonly unconfirmed: boolean;
}

/** What the server keeps of one check-in. Nothing in it is shared by two check-ins of one person. */
export interface CheckIn extends CheckInMarks {
  /** 16 bytes, fresh at every check-in. */
  readonly contactId: Uint8Array;
  readonly venueId: Uint8Array;
  readonly zone: string;
  /** UTC day of arrival: the partition that holds the row, and is dropped with it. */
  readonly day: number;
  /** Unix seconds, whole minutes. */
  readonly arrivedAt: number;
  /** At most a day after arrival; `null`: nobody checked out. */
  readonly departedAt: number | null;
  /** Hours since 1970 in which it was received: nothing finer is kept. */
  readonly receivedHour: number;
  /** 1..255. */
  readonly partySize: number;
  readonly onBehalf: boolean;
  /** SHA-256 of the receipt key, 32 bytes. */
  readonly receiptHash: Uint8Array;
  /** Sealed contact card, 569 bytes. */
  readonly card: Uint8Array;
  /** SHA-256 of the request without its padding, 32 bytes: tells a retry from another check-in. */
  readonly bodyHash: Uint8Array;
}

/** `inserted`: new. `repeated`: the same body was there. `conflict`: another body, or an erased id. */
export type InsertOutcome = 'inserted' | 'repeated' | 'conflict';

/** What became of one row, and the marks that are stored with it. */
export interface InsertResult {
  readonly outcome: InsertOutcome;
  /** The stored row's; meaningless after a conflict. */
  readonly marks: CheckInMarks;
  readonly receivedHour: number;
}

/** A change that the holder of the receipt key asks for. */
export type CheckInChange =
  | { readonly kind: 'depart'; readonly departedAt: number }
  | { readonly kind: 'arrive'; readonly arrivedAt: number }
  | { readonly kind: 'erase' };

/** A stay of the case that others are compared with, at one venue. `[start, end)`, Unix seconds. */
export interface CaseStay {
  readonly venueId: Uint8Array;
  /** `null`: the venue as a whole. */
  readonly zones: readonly string[] | null;
  readonly start: number;
  readonly end: number;
}

/** One case: where it was, and which check-ins of others are compared with it. */
export interface ExposureCase {
  /** Those in one place, venue and zones, neither overlap nor touch. */
  readonly stays: readonly CaseStay[];
  /** The case's own contact ids: never exposed to themselves, but perhaps to another case. */
  readonly exclude: readonly Uint8Array[];
  /** Only check-ins received in an hour before this one. */
  readonly receivedBeforeHour: number;
}

/** All cases of a run, and from which presence on others are found. */
export interface ExposureQuery {
  readonly cases: readonly ExposureCase[];
  /** Shortest common presence that counts, in seconds, at least 1. */
  readonly minOverlapSeconds: number;
  /** What an open stay is taken to last, in seconds. */
  readonly maxStaySeconds: number;
  /** Only check-ins that arrived on this UTC day or later: older ones are past the retention. */
  readonly firstDay: number;
  readonly withLate: boolean;
  readonly withUnconfirmed: boolean;
}

/** Common presence of one contact id with one case: a piece for each of the case's stays it met. */
export interface FoundPresence extends CheckInMarks {
  readonly contactId: Uint8Array;
  readonly venueId: Uint8Array;
  readonly zone: string;
  readonly onBehalf: boolean;
  readonly start: number;
  readonly end: number;
}

/** Check-ins, by day of arrival and venue. */
export interface CheckInStore {
  /**
   * Inserts each check-in once by its contact id; the results stand in the order of the argument, in
   * which an id may come more than once. Durable when the promise resolves. Idempotent and atomic
   * under concurrent calls, also of one id.
   *
   * All or nothing: where a row cannot be stored (its day has no room), the call rejects and stores
   * none. The `CheckInWriter` then sends them one by one, so that no row fails its neighbours.
   */
  insert(checkIns: readonly CheckIn[]): Promise<readonly InsertResult[]>;
  /**
   * What {@link CheckInStore.insert} would answer for an id that is known: `repeated` or `conflict`.
   * @returns `null` for an id that is not.
   */
  recall(contactId: Uint8Array, bodyHash: Uint8Array): Promise<InsertResult | null>;
  /** Those of the contact ids that are stored and not erased, sorted by contact id. */
  find(contactIds: readonly Uint8Array[]): Promise<readonly CheckIn[]>;
  /** The ids alone of what {@link CheckInStore.find} gives: many are asked, and no row need be read. */
  findIds(contactIds: readonly Uint8Array[]): Promise<readonly Uint8Array[]>;
  /**
   * Applies a change if `receiptHash` is the stored one.
   * An erased id keeps no data, and stays known until its day is dropped.
   * @returns `false` for an unknown or erased id and for a wrong hash, without telling which.
   */
  change(contactId: Uint8Array, receiptHash: Uint8Array, change: CheckInChange): Promise<boolean>;
  /**
   * Pieces of common presence of at least the minimum: for each case, in the order of the query, its own
   * list, sorted by contact id, then start. Cases know nothing of each other.
   */
  findPresence(query: ExposureQuery): Promise<readonly (readonly FoundPresence[])[]>;
  /** Makes room for check-ins that arrive on these UTC days, both included. Idempotent. */
  ensureDays(first: number, last: number): Promise<void>;
  /**
   * Drops all days before this one, with their check-ins and the ids known of them; returns how many
   * days there was room for.
   */
  dropDaysBefore(day: number): Promise<number>;
}
