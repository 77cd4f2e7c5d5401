import { VenueIndex } from '@waypost/kernel/venue';
import { describe, expect, it } from 'vitest';
import { columnsOf, contactsIn, type Stay } from './reference.ts';

const START = 1_700_000_000;
const build = (stays: readonly Stay[], engine: 'wasm-simd' | 'typescript'): VenueIndex =>
  VenueIndex.build(columnsOf(stays), { engine });

describe.each(['wasm-simd', 'typescript'] as const)('hard inputs, %s', (engine) => {
  it('everybody at one venue, with equal stays', () => {
    const count = 20_000;
    const stays = Array.from({ length: count }, (_, person) => ({
      venue: 0,
      person,
      start: START,
      end: START + 900,
    }));
    const contacts = contactsIn(build(stays, engine).contactsOf(7));
    expect(contacts).toHaveLength(count - 1);
    expect(contacts.every(({ encounters, seconds }) => encounters === 1 && seconds === 900)).toBe(
      true,
    );
  });

  it('one person everywhere', () => {
    const stays = Array.from({ length: 5000 }, (_, venue) => [
      { venue, person: 0, start: START, end: START + 43_200 },
      { venue, person: 1 + (venue % 3), start: START + 43_200 - 900, end: START + 50_000 },
    ]).flat();
    expect(contactsIn(build(stays, engine).contactsOf(0))).toEqual([
      { person: 1, encounters: 1667, seconds: 1667 * 900 },
      { person: 2, encounters: 1667, seconds: 1667 * 900 },
      { person: 3, encounters: 1666, seconds: 1666 * 900 },
    ]);
  });

  it('two people everywhere for so long that the seconds take more than 32 bits', () => {
    const stays = Array.from({ length: 100_000 }, (_, venue) =>
      [0, 1].map((person) => ({ venue, person, start: START, end: START + 43_200 })),
    ).flat();
    expect(contactsIn(build(stays, engine).contactsOf(1))).toEqual([
      { person: 0, encounters: 100_000, seconds: 4_320_000_000 },
    ]);
  });

  it('more encounters than hits are held: those of a person are made one on the way', () => {
    const visits = 1500;
    const others = 800;
    const stays = [
      ...Array.from({ length: visits }, (_, i) => ({
        venue: 0,
        person: 0,
        start: START + 28 * i,
        end: START + 28 * i + 20,
      })),
      ...Array.from({ length: others }, (_, i) => ({
        venue: 0,
        person: 1 + i,
        start: START,
        end: START + 43_200,
      })),
    ];
    const index = VenueIndex.build(columnsOf(stays), { minOverlapSeconds: 20, engine });
    expect(contactsIn(index.contactsOf(0))).toEqual(
      Array.from({ length: others }, (_, i) => ({
        person: 1 + i,
        encounters: visits,
        seconds: 20 * visits,
      })),
    );
  });

  it('stays of seven days among stays of an hour', () => {
    const stays = Array.from({ length: 1000 }, (_, person) => ({
      venue: 0,
      person,
      start: START + 600 * person,
      end: START + 600 * person + (person === 500 ? 7 * 86_400 : 3600),
    }));
    const index = build(stays, engine);
    // Six before it, who are still there for 15 minutes, and all who come later.
    expect(contactsIn(index.contactsOf(500)).map(({ person }) => person)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i).filter((i) => i >= 496 && i !== 500),
    );
    expect(contactsIn(index.contactsOf(900)).map(({ person }) => person)).toEqual([
      500, 896, 897, 898, 899, 901, 902, 903, 904,
    ]);
  });
});

describe('input that is refused', () => {
  const stay = { venue: 0, person: 0, start: 10, end: 20 };
  it.each([
    ['columns of different lengths', { ...columnsOf([stay]), ends: new Uint32Array(2) }],
    ['a stay that ends before it begins', columnsOf([{ ...stay, end: 9 }])],
    ['a person whose number is no index of a column', columnsOf([{ ...stay, person: 2 ** 26 }])],
    ['a venue whose number is no index of a column', columnsOf([{ ...stay, venue: 2 ** 32 - 1 }])],
    ['stays more than 68 years apart', columnsOf([stay, { ...stay, end: 2 ** 31 + 10 }])],
  ])('%s', (_name, columns) => {
    const refused = expect.objectContaining({ code: 'CHECK_IN_INVALID' });
    expect(() => VenueIndex.build(columns)).toThrow(refused);
    const index = VenueIndex.build(columnsOf([stay]));
    expect(() => index.insert(columns)).toThrow(refused);
  });

  it.each([0, -1, 1.5, 2 ** 31, Number.NaN])('a shortest overlap of %s', (minOverlapSeconds) => {
    expect(() => VenueIndex.build(columnsOf([]), { minOverlapSeconds })).toThrow(
      expect.objectContaining({ code: 'RULE_INVALID' }),
    );
  });

  it.each([0, -1, Number.NaN])('a slice of %s rows', (rows) => {
    const index = VenueIndex.build(columnsOf([stay]));
    expect(() => index.mergeSlice(rows)).toThrow(expect.objectContaining({ code: 'NUMBER_RANGE' }));
  });

  it('a person number far beyond all others', () => {
    const index = VenueIndex.build(columnsOf([stay]));
    index.insert(columnsOf([{ ...stay, person: 2 ** 17 }]));
    expect(() => index.insert(columnsOf([{ ...stay, person: 2 ** 17 + 1 }]))).toThrow(
      expect.objectContaining({ code: 'CHECK_IN_INVALID' }),
    );
  });
});
