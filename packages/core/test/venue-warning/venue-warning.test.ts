import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concatBytes, fromHex, toUtf8 } from '@waypost/core/primitives';
import {
  buildVenueWarningList,
  deriveWarningKey,
  deriveWarningTag,
  findVenueWarnings,
  openVenueWarning,
  parseVenueWarningList,
  roundWarningOutward,
  sealVenueWarning,
} from '@waypost/core/venue-warning';
import { describe, expect, it } from 'vitest';
import { code, flipBit, overwrite, seededRandom } from '../filters/kit.ts';

const randomBytes = seededRandom(1);
const locationId = randomBytes(32);
const warning = { startIntervalNumber: 2_992_405, period: 4, severity: 2 } as const;
const refused = (expected: string): Error => expect.objectContaining(code(expected));

const build = (warnings: object[], options: object = {}): Uint8Array =>
  buildVenueWarningList(
    warnings.map((changes) => ({ locationId, ...warning, ...changes })),
    { randomBytes, ...options },
  );

describe('building', () => {
  it.each([
    [undefined, { startIntervalNumber: 2_992_404, period: 6 }],
    [1, { startIntervalNumber: 2_992_405, period: 4 }],
    [6, { startIntervalNumber: 2_992_404, period: 6 }],
    [144, { startIntervalNumber: 2_992_320, period: 144 }],
  ])('rounds to %s intervals', (roundToIntervals, expected) => {
    const options = roundToIntervals === undefined ? {} : { roundToIntervals };
    const list = parseVenueWarningList(build([{}], options));
    expect(findVenueWarnings(list, locationId)).toEqual([{ ...expected, severity: 2 }]);
  });

  it.each([
    [0, 256],
    [1, 256],
    [256, 256],
  ])('pads %i warnings of a place to %i entries', (count, size) => {
    const list = parseVenueWarningList(build(Array(count).fill({})));
    expect(list.size).toBe(size);
    expect(findVenueWarnings(list, locationId)).toHaveLength(count);
  });

  it('pads 257 warnings to 512 entries', () => {
    const other = build([...Array(256).fill({}), { locationId: randomBytes(32) }]);
    expect(parseVenueWarningList(other).size).toBe(512);
  });

  it.each([
    ['severity 0', [{ severity: 0 }], {}, 'WARNING_LIST_CONTENT'],
    ['severity 4', [{ severity: 4 }], {}, 'WARNING_LIST_CONTENT'],
    ['no length', [{ period: 0 }], {}, 'WARNING_LIST_CONTENT'],
    ['a length of 2^16', [{ period: 65_536 }], {}, 'WARNING_LIST_CONTENT'],
    ['a length that rounds to 2^16', [{ period: 65_535 }], {}, 'WARNING_LIST_CONTENT'],
    ['a time before 1970', [{ startIntervalNumber: -1 }], {}, 'WARNING_LIST_CONTENT'],
    ['a time with a fraction', [{ startIntervalNumber: 0.5 }], {}, 'WARNING_LIST_CONTENT'],
    ['a time of 2^32', [{ startIntervalNumber: 2 ** 32 }], {}, 'WARNING_LIST_CONTENT'],
    ['257 warnings of a place', Array(257).fill({}), {}, 'WARNING_LIST_CONTENT'],
    ['a short location id', [{ locationId: new Uint8Array(31) }], {}, 'BYTES_LENGTH'],
    ['rounding to 0', [{}], { roundToIntervals: 0 }, 'NUMBER_RANGE'],
    ['rounding to 145', [{}], { roundToIntervals: 145 }, 'NUMBER_RANGE'],
    ['rounding to a half', [{}], { roundToIntervals: 0.5 }, 'NUMBER_RANGE'],
    ['a short salt', [], { randomBytes: () => new Uint8Array(15) }, 'BYTES_LENGTH'],
  ])('refuses %s', (_name, warnings, options, expected) => {
    expect(() => build(warnings, options)).toThrow(refused(expected));
  });
});

describe('finding', () => {
  const listSalt = randomBytes(16);
  const sealedAs = (i: number, nonce = randomBytes(24)) => {
    const tag = deriveWarningTag(listSalt, locationId, i);
    const { ciphertext } = sealVenueWarning(locationId, { ...warning, tag, nonce });
    return concatBytes(tag, nonce, ciphertext);
  };
  const listOf = (...entries: Uint8Array[]) => {
    const sorted = entries.toSorted(byBytes);
    const size = Uint8Array.of(0, 0, 0, entries.length);
    return parseVenueWarningList(concatBytes(toUtf8('WPW1'), listSalt, size, ...sorted));
  };

  it('stops at the first that is missing', () => {
    const list = listOf(sealedAs(0), sealedAs(1), sealedAs(3));
    expect(findVenueWarnings(list, locationId)).toHaveLength(2);
  });

  it('passes over an entry that does not open', () => {
    const list = listOf(sealedAs(0), flipBit(sealedAs(1), 8 * 64), sealedAs(2));
    expect(findVenueWarnings(list, locationId)).toHaveLength(2);
  });

  it('takes no entry of another place, and asks for 32 bytes', () => {
    const list = listOf(sealedAs(0));
    expect(findVenueWarnings(list, randomBytes(32))).toEqual([]);
    expect(() => findVenueWarnings(list, new Uint8Array(31))).toThrow(refused('BYTES_LENGTH'));
  });
});

describe('a record that no builder writes', () => {
  const tag = randomBytes(16);
  const nonce = randomBytes(24);

  it.each([
    ['a good one, for comparison', '002da9140006020000', true],
    ['severity 0', '002da9140006000000', false],
    ['severity 4', '002da9140006040000', false],
    ['no length', '002da9140000020000', false],
    ['bytes in place of zeros', '002da9140006020001', false],
    ['another byte in place of zeros', '002da9140006020100', false],
  ])('%s', (_name, record, opens) => {
    const cipher = xchacha20poly1305(deriveWarningKey(locationId), nonce, tag);
    const sealed = { tag, nonce, ciphertext: cipher.encrypt(fromHex(record)) };
    expect(openVenueWarning(locationId, sealed) !== null).toBe(opens);
  });
});

describe('a list', () => {
  const good = build([{}]);
  const entry = (i: number) => good.subarray(24 + 65 * i, 24 + 65 * (i + 1));
  const swapped = overwrite(overwrite(good, 24, ...entry(1)), 24 + 65, ...entry(0));

  it.each([
    ['nothing', new Uint8Array(0)],
    ['the header only', good.subarray(0, 24)],
    ['a bundle', overwrite(good, 2, 0x58)],
    ['a later version', overwrite(good, 3, 0x32)],
    ['one entry less than said', good.subarray(0, -65)],
    ['one byte more than said', Uint8Array.of(...good, 0)],
    ['2^32 - 1 entries', overwrite(good, 20, 255, 255, 255, 255)],
    ['tags out of order', swapped],
    ['a tag twice', overwrite(good, 24 + 65, ...entry(0))],
    ['a text', 'WPW1' as unknown as Uint8Array],
  ])('is refused: %s', (_name, bytes) => {
    expect(() => parseVenueWarningList(bytes)).toThrow(refused('WARNING_LIST_FORMAT'));
  });

  it('may be empty, and may be at any offset of a larger buffer', () => {
    const empty = concatBytes(toUtf8('WPW1'), new Uint8Array(20));
    expect(findVenueWarnings(parseVenueWarningList(empty), locationId)).toEqual([]);
    const inside = Uint8Array.of(9, ...good, 9).subarray(1, -1);
    expect(findVenueWarnings(parseVenueWarningList(inside), locationId)).toHaveLength(1);
  });

  it('has at most 262,144 entries', () => {
    const listOf = (size: number): Uint8Array => {
      const bytes = new Uint8Array(24 + 65 * size);
      bytes.set(good.subarray(0, 20));
      const view = new DataView(bytes.buffer);
      view.setUint32(20, size);
      for (let i = 0; i < size; i++) view.setUint32(24 + 65 * i, i); // tags that count up
      return bytes;
    };
    expect(parseVenueWarningList(listOf(262_144)).size).toBe(262_144);
    expect(() => parseVenueWarningList(listOf(262_145))).toThrow(refused('WARNING_LIST_FORMAT'));
  });
});

describe('rounding', () => {
  it('is to 30 minutes where nothing else is asked', () => {
    expect(roundWarningOutward(warning)).toEqual(roundWarningOutward(warning, 3));
  });
});

const byBytes = (a: Uint8Array, b: Uint8Array): number => {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return (a[at] ?? 0) - (b[at] ?? 0);
};
