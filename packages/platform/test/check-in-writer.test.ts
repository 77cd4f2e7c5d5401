import { toHex } from '@waypost/core/primitives';
import {
  type CheckIn,
  type CheckInStore,
  CheckInWriter,
  type CheckInWriterOptions,
  type InsertResult,
} from '@waypost/platform';
import { checkInOf } from '@waypost/platform/testing';
import { describe, expect, it } from 'vitest';

const inserted: InsertResult = {
  outcome: 'inserted',
  marks: { late: false, unconfirmed: false },
  receivedHour: 1,
};

/** Turns and batches that end when the test says so. */
function makeWriter(options: CheckInWriterOptions = {}, isBad = (_one: CheckIn) => false) {
  const turns: (() => void)[] = [];
  const batches: { readonly ids: readonly string[]; readonly finish: () => void }[] = [];
  const store: Pick<CheckInStore, 'insert'> = {
    insert: (rows) =>
      new Promise((resolve, reject) => {
        const finish = () => {
          if (rows.some(isBad)) reject(new Error('a row cannot be stored'));
          else resolve(rows.map((row) => ({ ...inserted, receivedHour: row.receivedHour })));
        };
        batches.push({ ids: rows.map(({ contactId }) => toHex(contactId)), finish });
      }),
  };
  const writer = new CheckInWriter(store as CheckInStore, (work) => void turns.push(work), options);
  return { writer, turns, batches, nextTurn: () => turns.shift()?.() };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const rows = (count: number): readonly CheckIn[] =>
  Array.from({ length: count }, (_, i) => checkInOf(i, { receivedHour: i }));

describe('CheckInWriter', () => {
  it('writes what arrives in one turn in one batch, sorted by contact id', async () => {
    const { writer, batches, turns, nextTurn } = makeWriter();
    const answers = rows(20).map((row) => writer.write(row));
    expect(turns).toHaveLength(1);
    expect(batches).toHaveLength(0);
    nextTurn();
    expect(batches).toHaveLength(1);
    const ids = batches[0]?.ids ?? [];
    expect(ids).toEqual([...ids].sort());
    expect(ids).toHaveLength(20);
    batches[0]?.finish();
    // Each gets the answer of its own row.
    const hours = (await Promise.all(answers)).map(({ receivedHour }) => receivedHour);
    expect(hours).toEqual(rows(20).map(({ receivedHour }) => receivedHour));
  });

  it('answers only when the store has answered', async () => {
    const { writer, batches, nextTurn } = makeWriter();
    let isAnswered = false;
    const answer = writer.write(checkInOf(1)).then(() => {
      isAnswered = true;
    });
    nextTurn();
    await settle();
    expect(isAnswered).toBe(false);
    batches[0]?.finish();
    await answer;
    expect(isAnswered).toBe(true);
  });

  it('has at most two batches on their way, and no larger ones than it may', async () => {
    const { writer, batches, turns, nextTurn } = makeWriter({ maxBatch: 3 });
    const answers = rows(10).map((row) => writer.write(row));
    while (turns.length > 0) nextTurn();
    expect(batches.map(({ ids }) => ids.length)).toEqual([3, 3]);
    batches[0]?.finish();
    await settle();
    while (turns.length > 0) nextTurn();
    expect(batches.map(({ ids }) => ids.length)).toEqual([3, 3, 3]);
    batches[1]?.finish();
    batches[2]?.finish();
    await settle();
    while (turns.length > 0) nextTurn();
    batches[3]?.finish();
    expect(batches.map(({ ids }) => ids.length)).toEqual([3, 3, 3, 1]);
    await Promise.all(answers);
  });

  it('does not let a bad row fail its neighbours', async () => {
    const bad = checkInOf(2);
    const isBad = ({ contactId }: CheckIn) => toHex(contactId) === toHex(bad.contactId);
    const { writer, batches, turns, nextTurn } = makeWriter({}, isBad);
    const answers = Promise.allSettled(rows(5).map((row) => writer.write(row)));
    nextTurn();
    for (let i = 0; i < 6; i++) {
      batches[i]?.finish();
      await settle();
    }
    const states = (await answers).map(({ status }) => status);
    expect(states).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(batches.map(({ ids }) => ids.length)).toEqual([5, 1, 1, 1, 1, 1]);
    // And goes on.
    const next = writer.write(checkInOf(9));
    while (turns.length > 0) nextTurn();
    batches[6]?.finish();
    expect((await next).outcome).toBe('inserted');
  });

  it('says so when too many wait, and takes more when there is room again', async () => {
    const { writer, batches, nextTurn } = makeWriter({ maxWaiting: 2 });
    const answers = [writer.write(checkInOf(1)), writer.write(checkInOf(2))];
    await expect(writer.write(checkInOf(3))).rejects.toMatchObject({ code: 'CHECK_IN_BUSY' });
    nextTurn();
    const late = writer.write(checkInOf(3));
    batches[0]?.finish();
    await Promise.all(answers);
    nextTurn();
    batches[1]?.finish();
    expect((await late).outcome).toBe('inserted');
  });
});
