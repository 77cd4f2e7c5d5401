/**
 * The plain engine, for hosts that forbid WebAssembly: key after key, identifier after identifier.
 *
 * @module
 */
import { mayHold, PASS_INTERVALS, tableOfPass } from './day-tables.ts';
import type { Engine, MatchWork } from './engine.ts';
import { RpiCipher } from './rpi-cipher.ts';
import { deriveRpikWords } from './sha256.ts';

/** See {@link Engine}. */
export const typescriptEngine: Engine = {
  name: 'typescript',
  allocate: (words) => new Uint32Array(words),
  match(work) {
    for (let key = 0; key < work.batch.starts.length; key++) matchKey(key, work);
  },
};

function matchKey(key: number, { batch, tables, hits }: MatchWork): void {
  const start = batch.starts[key]!;
  const period = batch.periods[key]!;
  const plan = tables.plan(start, period);
  if (plan.passes === 0) return;
  const cipher = new RpiCipher(deriveRpikWords(batch.teks, key));
  for (let pass = 0; pass * PASS_INTERVALS < period; pass++) {
    const table = tableOfPass(plan, pass);
    if (!table) continue;
    const end = start + Math.min((pass + 1) * PASS_INTERVALS, period);
    for (let interval = start + pass * PASS_INTERVALS; interval < end; interval++) {
      const tag = cipher.tag(interval);
      if (mayHold(table, tag))
        hits.add(table, tag, { key, interval, rpi: () => cipher.rpi(interval) });
    }
  }
}
