import { p256 } from '@noble/curves/nist.js';
import {
  decodeOutbreaks,
  doWindowsTouch,
  encodeOutbreaks,
  isInOutbreak,
  matchOutbreaks,
  type OutbreakEvent,
  verifyOutbreaks,
} from '@waypost/core/covid-alert-canada';
import { fromBase64Url, toHex, toUtf8 } from '@waypost/core/primitives';
import { ProtoWriter } from '@waypost/core/primitives/foreign';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ed25519Key, IMPLEMENTATIONS, outcome, p256Key } from '../primitives/jws-kit.ts';
import vectors from '../vectors/covid-alert-canada.json' with { type: 'json' };

const seconds = (iso: string): number => Date.parse(iso) / 1000;
const window = ([start = '', end = '']: string[]) => ({ start: seconds(start), end: seconds(end) });

describe('outbreaks: vectors', () => {
  it.each(vectors.overlaps)('$a.0 to $a.1 and $b.0 to $b.1: $overlap', ({ a, b, overlap }) => {
    expect(doWindowsTouch(window(a), window(b))).toBe(overlap);
    expect(doWindowsTouch(window(b), window(a))).toBe(overlap);
  });

  it.each(vectors.matches)(
    'check-in at $checkIn.at: $expected',
    ({ checkIn, outbreak, expected }) => {
      const visit = { id: checkIn.id, at: seconds(checkIn.at) };
      const event = outbreakAt(outbreak.locationId, seconds(outbreak.start), seconds(outbreak.end));
      expect(isInOutbreak(visit, event)).toBe(expected);
      expect(matchOutbreaks([visit], [event])).toEqual(
        expected ? [{ checkIn: visit, outbreak: event }] : [],
      );
    },
  );
});

const outbreakAt = (
  locationId: string,
  start: number,
  end: number,
  severity: 1 | 2 = 1,
): OutbreakEvent => ({ locationId, start, end, severity });

describe('outbreaks: matching', () => {
  // Closed on both sides, unlike our own windows. A visit lasts an hour.
  it.each([
    [3999, false],
    [4000, true],
    [7600, true],
    [9000, true],
    [9001, false],
  ])('check-in at %d, outbreak 7600 to 9000: %s', (at, match) => {
    expect(isInOutbreak({ id: 'a', at }, outbreakAt('a', 7600, 9000))).toBe(match);
  });

  it('of several outbreaks the most serious counts, whatever their order', () => {
    // The app keeps the greater number, 2: the milder advice.
    const mild = outbreakAt('a', 0, 5000, 2);
    const serious = outbreakAt('a', 0, 9000, 1);
    for (const outbreaks of [
      [mild, serious],
      [serious, mild],
      [mild, mild, serious],
    ])
      expect(matchOutbreaks([{ id: 'a', at: 100 }], outbreaks)).toEqual([
        { checkIn: { id: 'a', at: 100 }, outbreak: serious },
      ]);
  });

  it('a more serious outbreak that was not met does not count', () => {
    const mild = outbreakAt('a', 0, 5000, 2);
    const later = outbreakAt('a', 50_000, 60_000, 1);
    const elsewhere = outbreakAt('b', 0, 5000, 1);
    const [match] = matchOutbreaks([{ id: 'a', at: 100 }], [later, elsewhere, mild]);
    expect(match?.outbreak).toBe(mild);
  });

  it('two check-ins of one instant are told apart, and each is told', () => {
    // The app takes check-ins of one millisecond for one.
    const checkIns = [
      { id: 'a', at: 100 },
      { id: 'b', at: 100 },
      { id: 'a', at: 200 },
    ];
    const outbreaks = [outbreakAt('a', 0, 500, 2), outbreakAt('b', 0, 500, 1)];
    expect(matchOutbreaks(checkIns, outbreaks).map(({ checkIn }) => checkIn)).toEqual(checkIns);
  });

  it('overlap is symmetric, and holds for whoever shares a second', () =>
    fc.assert(
      fc.property(fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50)), ([a, b, c, d]) => {
        const one = { start: Math.min(a, b), end: Math.max(a, b) };
        const two = { start: Math.min(c, d), end: Math.max(c, d) };
        const shared = Array.from({ length: 51 }, (_, t) => t).some(
          (t) => t >= one.start && t <= one.end && t >= two.start && t <= two.end,
        );
        expect(doWindowsTouch(one, two)).toBe(shared);
        expect(doWindowsTouch(two, one)).toBe(shared);
      }),
    ));
});

const anyOutbreak: fc.Arbitrary<OutbreakEvent> = fc
  .record({
    locationId: fc.stringMatching(/^[A-Za-z0-9]{8}$/),
    start: fc.nat(2_000_000_000),
    length: fc.nat(2_000_000_000),
    severity: fc.constantFrom(1 as const, 2 as const),
  })
  .map(({ length, start, ...rest }) => ({ ...rest, start, end: start + length }));

const list = encodeOutbreaks([outbreakAt('aB3dE5gH', 1_609_840_800, 1_609_848_000, 2)]);

describe('outbreaks: the list', () => {
  it('has this layout', () => {
    expect(toHex(list)).toBe(
      `1a1c0a08${toHex(toUtf8('aB3dE5gH'))}120608a0f1d0ff051a0608c0a9d1ff052002`,
    );
  });

  it('decode after encode is the identity', () =>
    fc.assert(
      fc.property(fc.array(anyOutbreak, { maxLength: 20 }), (outbreaks) => {
        expect(decodeOutbreaks(encodeOutbreaks(outbreaks))).toEqual(outbreaks);
      }),
    ));

  it('an unknown severity, and none, is read as the more serious', () => {
    for (const severity of [0, 3, 99, undefined]) {
      const event = new ProtoWriter()
        .string(1, 'a')
        .bytes(2, Uint8Array.of(8, 1))
        .bytes(3, Uint8Array.of(8, 2))
        .uint(4, severity);
      expect(decodeOutbreaks(new ProtoWriter().bytes(3, event.finish()).finish())).toEqual([
        outbreakAt('a', 1, 2, 1),
      ]);
    }
  });

  const time = Uint8Array.of(8, 5);
  const listOf = (event: ProtoWriter) => new ProtoWriter().bytes(3, event.finish()).finish();
  it.each([
    ['no times', new ProtoWriter().string(1, 'a')],
    ['no start', new ProtoWriter().string(1, 'a').bytes(3, time)],
    ['no end', new ProtoWriter().string(1, 'a').bytes(2, time)],
    ['no place', new ProtoWriter().bytes(2, time).bytes(3, time)],
    [
      'an end before its start',
      new ProtoWriter().string(1, 'a').bytes(2, time).bytes(3, Uint8Array.of(8, 4)),
    ],
    ['a time that is a number', new ProtoWriter().string(1, 'a').uint(2, 5).bytes(3, time)],
    [
      'a time after 2106',
      new ProtoWriter()
        .string(1, 'a')
        .bytes(2, time)
        .bytes(3, new ProtoWriter().uint(1, 2 ** 32).finish()),
    ],
    [
      'a negative time',
      new ProtoWriter()
        .string(1, 'a')
        .bytes(2, new ProtoWriter().int32(1, -1).finish())
        .bytes(3, time),
    ],
    [
      'a place that is no UTF-8',
      new ProtoWriter().bytes(1, Uint8Array.of(0xff)).bytes(2, time).bytes(3, time),
    ],
  ])('is refused whole: %s', async (_name, event) => {
    expect(await outcome(() => decodeOutbreaks(listOf(event)))).toBe('VENUE_LIST_MALFORMED');
  });

  it('an outbreak that would be refused is not written', async () => {
    expect(await outcome(() => encodeOutbreaks([outbreakAt('', 1, 2)]))).toBe(
      'VENUE_LIST_MALFORMED',
    );
    expect(await outcome(() => encodeOutbreaks([outbreakAt('a', 2, 1)]))).toBe(
      'VENUE_LIST_MALFORMED',
    );
    expect(await outcome(() => encodeOutbreaks([outbreakAt('a', -1, 1)]))).toBe('TIME_RANGE');
  });

  it('any bytes are read or refused', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), async (bytes) => {
        expect(['accepted', 'VENUE_LIST_MALFORMED']).toContain(
          await outcome(() => decodeOutbreaks(bytes)),
        );
      }),
    ));
});

describe.each(IMPLEMENTATIONS)('outbreaks: the signature of the list, %s', (_name, portable) => {
  const der = p256.sign(list, fromBase64Url(p256Key.privateJwk.d), {
    prehash: true,
    format: 'der',
  });
  const file = (bytes: Uint8Array) => new ProtoWriter().bytes(1, bytes).finish();
  const signature = file(der);
  const verify = (changed: object, key = p256Key) =>
    verifyOutbreaks({ list, signature, ...changed }, key, { portable });

  it('holds', async () => {
    expect(await verify({})).toEqual([outbreakAt('aB3dE5gH', 1_609_840_800, 1_609_848_000, 2)]);
  });

  // The app writes the failure to its log, and uses the list.
  it('stops everything when it does not', async () => {
    const wrong: object[] = [
      { list: list.map((byte, i) => (i === 5 ? byte ^ 1 : byte)) },
      { list: list.subarray(1) },
      { list: new Uint8Array(0) },
      { signature: new Uint8Array(0) },
      { signature: signature.subarray(1) },
      { signature: der },
      { signature: file(der.subarray(0, -1)) },
      { signature: file(new Uint8Array(65).fill(4)) },
      { signature: file(new Uint8Array(64)) },
    ];
    for (let i = 0; i < der.length; i++)
      wrong.push({ signature: file(der.map((byte, at) => (at === i ? byte ^ 1 : byte))) });
    for (const changed of wrong)
      expect(await outcome(() => verify(changed))).toBe('VENUE_LIST_SIGNATURE');
    expect(await outcome(() => verify({}, ed25519Key))).toBe('VENUE_LIST_SIGNATURE');
  });
});
