import { describe, expect, it } from 'vitest';
import { inOneTurn } from '../src/in-one-turn.ts';

const key = (n: number): Uint8Array => Uint8Array.of(n);

/** Looks up each key's own number, and keeps what it was asked for. */
function counting() {
  const asked: number[][] = [];
  const find = inOneTurn(async (keys) => {
    const numbers = keys.map((one) => one[0]!);
    asked.push(numbers);
    if (numbers.includes(0)) throw new Error('no zero');
    return numbers;
  });
  return { asked, find };
}

describe('inOneTurn', () => {
  it('answers all that asked in one turn by one look-up, each its own', async () => {
    const { asked, find } = counting();
    expect(await Promise.all([3, 1, 3, 2].map((n) => find(key(n))))).toEqual([3, 1, 3, 2]);
    expect(asked).toEqual([[3, 1, 3, 2]]);
  });
  it('looks up again for who asks later', async () => {
    const { asked, find } = counting();
    await find(key(1));
    await find(key(1));
    expect(asked).toEqual([[1], [1]]);
  });
  it('fails all that asked in that turn, and nobody else', async () => {
    const { find } = counting();
    const turn = await Promise.allSettled([find(key(0)), find(key(1))]);
    expect(turn.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await find(key(1))).toBe(1);
  });
});
