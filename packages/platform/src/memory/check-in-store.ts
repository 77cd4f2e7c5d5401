import { compareBytes, equalBytes, toHex } from '@waypost/core/primitives';
import { countsByMarks } from '../policies/counting.ts';
import type {
  CaseStay,
  CheckIn,
  CheckInChange,
  CheckInStore,
  ExposureCase,
  ExposureQuery,
  FoundPresence,
  InsertOutcome,
  InsertResult,
} from '../ports/index.ts';

/** All that is left of an erased check-in, until its day is dropped. */
interface Erased {
  readonly contactId: Uint8Array;
  readonly day: number;
  readonly isErased: true;
}

type Row = CheckIn | Erased;

/** A {@link CheckInStore} in memory. */
export function memoryCheckInStore(): CheckInStore {
  const days = new Set<number>();
  const rows = new Map<string, Row>();
  const stored = (): readonly CheckIn[] => [...rows.values()].filter(isStored);
  const find = (contactIds: readonly Uint8Array[]): readonly CheckIn[] => {
    const wanted = new Set(contactIds.map(toHex));
    return stored()
      .filter(({ contactId }) => wanted.has(toHex(contactId)))
      .sort((a, b) => compareBytes(a.contactId, b.contactId));
  };

  return {
    async insert(checkIns) {
      if (checkIns.some(({ day }) => !days.has(day))) throw new Error('there is no room for a day');
      return checkIns.map((checkIn) => {
        const key = toHex(checkIn.contactId);
        const known = rows.get(key);
        if (known) return answerOf(known, checkIn.bodyHash);
        rows.set(key, checkIn);
        return resultOf('inserted', checkIn);
      });
    },
    async recall(contactId, bodyHash) {
      const known = rows.get(toHex(contactId));
      return known ? answerOf(known, bodyHash) : null;
    },
    find: async (contactIds) => find(contactIds),
    findIds: async (contactIds) => find(contactIds).map(({ contactId }) => contactId),
    async change(contactId, receiptHash, change) {
      const row = rows.get(toHex(contactId));
      if (!row || !isStored(row) || !equalBytes(row.receiptHash, receiptHash)) return false;
      rows.set(toHex(contactId), changed(row, change));
      return true;
    },
    async findPresence(query) {
      const checkIns = stored();
      return query.cases.map((one) => presenceWith(one, checkIns, query));
    },
    async ensureDays(first, last) {
      for (let day = first; day <= last; day++) days.add(day);
    },
    async dropDaysBefore(day) {
      const dropped = [...days].filter((one) => one < day);
      for (const one of dropped) days.delete(one);
      for (const [key, row] of rows) if (row.day < day) rows.delete(key);
      return dropped.length;
    },
  };
}

const isStored = (row: Row): row is CheckIn => !('isErased' in row);

function answerOf(known: Row, bodyHash: Uint8Array): InsertResult {
  if (isStored(known))
    return resultOf(equalBytes(known.bodyHash, bodyHash) ? 'repeated' : 'conflict', known);
  return { outcome: 'conflict', marks: { late: false, unconfirmed: false }, receivedHour: 0 };
}

const resultOf = (
  outcome: InsertOutcome,
  { late, unconfirmed, receivedHour }: CheckIn,
): InsertResult => ({ outcome, marks: { late, unconfirmed }, receivedHour });

function changed(row: CheckIn, change: CheckInChange): Row {
  switch (change.kind) {
    case 'depart':
      return { ...row, departedAt: change.departedAt };
    case 'arrive':
      return { ...row, arrivedAt: change.arrivedAt };
    case 'erase':
      return { contactId: row.contactId, day: row.day, isErased: true };
  }
}

function presenceWith(
  { stays, exclude, receivedBeforeHour }: ExposureCase,
  checkIns: readonly CheckIn[],
  query: ExposureQuery,
): readonly FoundPresence[] {
  const excluded = new Set(exclude.map(toHex));
  const counts = (one: CheckIn): boolean =>
    !excluded.has(toHex(one.contactId)) &&
    one.day >= query.firstDay &&
    one.receivedHour < receivedBeforeHour &&
    countsByMarks(one, query);
  return checkIns
    .filter(counts)
    .flatMap((one) => stays.flatMap((stay) => commonPresence(one, stay, query)))
    .sort((a, b) => compareBytes(a.contactId, b.contactId) || a.start - b.start);
}

function commonPresence(
  checkIn: CheckIn,
  stay: CaseStay,
  { minOverlapSeconds, maxStaySeconds }: ExposureQuery,
): readonly FoundPresence[] {
  const { contactId, venueId, zone, onBehalf, late, unconfirmed } = checkIn;
  const isSamePlace = equalBytes(venueId, stay.venueId) && (stay.zones?.includes(zone) ?? true);
  const start = Math.max(checkIn.arrivedAt, stay.start);
  const departedAt = checkIn.departedAt ?? checkIn.arrivedAt + maxStaySeconds;
  const end = Math.min(departedAt, stay.end);
  if (!isSamePlace || end - start < minOverlapSeconds) return [];
  return [{ contactId, venueId, zone, onBehalf, late, unconfirmed, start, end }];
}
