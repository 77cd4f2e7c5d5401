import {
  decodeCleaMessage,
  decodeLocationSpecificPart,
  decodeLocContactMsg,
  encodeCleaMessage,
  encodeLocContactMsg,
  openLocationSpecificPart,
  parseCleaUrl,
} from '@waypost/core/clea';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ends } from '../venue-codes/fault-kit.ts';
import { codes, serverSecret } from './clea-kit.ts';

const LAST_HOUR = Math.floor(2_085_978_495 / 3600);
const anyTime = fc.integer({ min: 0, max: 2_085_978_495 });
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const anyDigits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength, maxLength });

const anyMessage = fc.record({
  staff: fc.boolean(),
  criExp: fc.nat({ max: 31 }),
  venueType: fc.nat({ max: 31 }),
  venueCategory1: fc.nat({ max: 15 }),
  venueCategory2: fc.nat({ max: 15 }),
  reserved2: fc.nat({ max: 0xfff }),
  periodDuration: fc.integer({ min: 1, max: 255 }),
  periodStart: fc.nat({ max: LAST_HOUR }).map((hours) => hours * 3600),
  qrStart: anyTime,
  ltKey: bytes(32),
  sealedContact: fc.option(bytes(65)),
});

const anyContact = fc.record({
  locationPhone: anyDigits(1, 15),
  locationRegion: fc.nat({ max: 255 }),
  locationPin: anyDigits(6, 6),
  periodStart: fc.option(anyTime),
});

describe('Cléa: properties', () => {
  it('a message is read as it was written', () =>
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(decodeCleaMessage(encodeCleaMessage(message))).toEqual(message);
      }),
    ));

  it('a message that is read is written as it was', () =>
    fc.assert(
      fc.property(bytes(44), (random) => {
        // Times within NTP and at least one hour; no contact, which would need more bytes.
        const [flags = 0, hours = 0] = random;
        const written = random
          .with(0, flags & 0xbf)
          .with(4, hours || 1)
          .with(5, 0x10)
          .with(8, 0xe4);
        expect(encodeCleaMessage(decodeCleaMessage(written))).toEqual(written);
      }),
    ));

  it('a contact is read as it was written', () =>
    fc.assert(
      fc.property(anyContact, (contact) => {
        expect(decodeLocContactMsg(encodeLocContactMsg(contact))).toEqual(contact);
      }),
    ));

  it('every decoder ends on any bytes', () =>
    fc.assert(
      fc.property(
        fc.oneof(bytes(16), bytes(44), bytes(109), bytes(110), bytes(175), fc.uint8Array()),
        (input) => {
          ends(() => decodeCleaMessage(input));
          ends(() => decodeLocContactMsg(input));
          ends(() => decodeLocationSpecificPart(input));
          ends(() => openLocationSpecificPart(input, serverSecret));
        },
      ),
      { numRuns: 300 },
    ));

  it('every decoder ends on any text, and on any mutation of a code', () => {
    const [code] = codes;
    const url = code?.url ?? '';
    const anyMutation = fc
      .tuple(fc.nat({ max: url.length }), fc.nat({ max: 10 }), fc.string({ maxLength: 5 }))
      .map(([at, cut, put]) => url.slice(0, at) + put + url.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyMutation), (text) => {
        ends(() => openLocationSpecificPart(parseCleaUrl(text), serverSecret));
      }),
      { numRuns: 300 },
    );
  });
});
