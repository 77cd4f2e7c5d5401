// Laws that hold for every reader of foreign codes, and how a test asks one.
import { isWaypostError } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TEXT_LENGTH, type VenueCodeReader } from '../../src/venue-codes/reader.ts';
import { type TrustedKeys, trustedKeys } from '../../src/venue-codes/trust.ts';

/** Trusts no key. */
export const nobody: TrustedKeys = trustedKeys({ keys: [] });

export const read = async <Code>(
  reader: VenueCodeReader<Code>,
  text: string,
  trust = nobody,
): Promise<Code> => reader.read(text, { trust, now: 1_630_000_000 });

/** What a refused text is refused for: `what` of the error, which must name the format. */
export async function refusal<Code>(
  reader: VenueCodeReader<Code>,
  text: string,
  format: string,
): Promise<unknown> {
  try {
    await read(reader, text);
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    expect(error.code).toBe('VENUE_CODE_MALFORMED');
    expect(error.details['format']).toBe(format);
    return error.details['what'];
  }
  throw new Error('the text was read');
}

/** A text with some of its characters changed, left out or doubled. */
const anyMutationOf = (text: string): fc.Arbitrary<string> =>
  fc
    .record({
      at: fc.nat(text.length),
      removed: fc.nat(3),
      put: fc.oneof(fc.string({ unit: 'binary', maxLength: 3 }), fc.constantFrom('|', '#', '\n')),
    })
    .map(({ at, removed, put }) => text.slice(0, at) + put + text.slice(at + removed));

/** Every text is judged: read, or refused by our error that names the format and never the text. */
export function testReaderLaws<Code extends { format: string }>(
  reader: VenueCodeReader<Code>,
  format: string,
  samples: readonly string[],
): void {
  const judge = async (text: string): Promise<void> => {
    if (!reader.recognises(text)) return;
    try {
      const code = await read(reader, text);
      expect(code.format).toBe(format);
      expect(JSON.parse(JSON.stringify(code))).toEqual(code);
    } catch (error) {
      if (!isWaypostError(error)) throw error;
      expect(error).toMatchObject({ code: 'VENUE_CODE_MALFORMED', details: { format } });
      expect(JSON.stringify([error.message, error.details]).length).toBeLessThan(200);
    }
  };

  describe(`${format} reader: laws`, () => {
    it('recognises its samples and judges every beginning of them', async () => {
      for (const sample of samples) {
        expect(reader.recognises(sample)).toBe(true);
        for (let length = 0; length < sample.length; length++) await judge(sample.slice(0, length));
      }
    });

    it('judges every mutation of them', () =>
      fc.assert(fc.asyncProperty(fc.constantFrom(...samples).chain(anyMutationOf), judge), {
        numRuns: 300,
      }));

    it('judges any text, alone and behind what it is known by', () =>
      fc.assert(
        fc.asyncProperty(
          fc.constantFrom('', ...samples),
          fc.nat(60),
          fc.string({ unit: 'binary', maxLength: 200 }),
          (sample, kept, text) => judge(sample.slice(0, kept) + text),
        ),
        { numRuns: 300 },
      ));

    it('ends on the longest texts', async () => {
      for (const sample of samples)
        for (const filler of ['A', '=', '|', '/', '\n', '{"a":', '/campus-qr', 'ữ']) {
          const long = sample + filler.repeat(MAX_TEXT_LENGTH);
          await judge(long.slice(0, MAX_TEXT_LENGTH));
          await judge(long.slice(-MAX_TEXT_LENGTH));
        }
    });
  });
}
