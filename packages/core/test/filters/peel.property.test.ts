import fc from 'fast-check';
import { expect, it } from 'vitest';
import { peel } from '../../src/filters/peel.ts';

const CELLS = 40;
/** Three different cells for each of up to 60 keys: some sets can be peeled, some cannot. */
const anyKeys = fc.array(fc.uniqueArray(fc.nat(CELLS - 1), { minLength: 3, maxLength: 3 }), {
  maxLength: 36,
  size: 'max',
});

/** Whether keys can be peeled, by the plainest means: take away any key that is alone in a cell. */
function canBePeeled(keys: readonly (readonly number[])[]): boolean {
  const next = keys.findIndex((key) =>
    key.some((cell) => keys.filter((other) => other.includes(cell)).length === 1),
  );
  return next < 0 ? keys.length === 0 : canBePeeled(keys.toSpliced(next, 1));
}

it('gives an order in which no key changes the own cell of one before it, where there is one', () => {
  const outcomes = { peeled: 0, refused: 0 };
  fc.assert(
    fc.property(anyKeys, (keys) => {
      const order = peel(Uint32Array.from(keys.flat()), CELLS);
      expect(order !== null).toBe(canBePeeled(keys));
      outcomes[order ? 'peeled' : 'refused']++;
      if (!order) return;
      expect([...order.keys].sort((a, b) => a - b)).toEqual(keys.map((_, key) => key));
      order.keys.forEach((key, i) => {
        const own = order.cells[i] ?? -1;
        expect(keys[key]).toContain(own);
        expect([...order.cells.subarray(i + 1)]).not.toContain(own);
        // Those written before are settled: this write must not undo one of them.
        for (const before of order.keys.subarray(0, i)) expect(keys[before]).not.toContain(own);
      });
    }),
    { numRuns: 200 },
  );
  expect(Math.min(outcomes.peeled, outcomes.refused)).toBeGreaterThan(0);
});

it('gives up where hundreds of keys share a cell', () => {
  const keys = Array.from({ length: 256 }, (_, i) => [0, 2 * i + 1, 2 * i + 2]);
  expect(peel(Uint32Array.from(keys.flat()), 600)).toBe(null);
  expect(peel(Uint32Array.from(keys.slice(1).flat()), 600)?.keys).toHaveLength(255);
});
