import {
  buildCleaUrl,
  decodeCleaMessage,
  decodeLocationSpecificPart,
  encodeCleaMessage,
  openEcies,
  openLocationSpecificPart,
  parseCleaUrl,
  sealEcies,
  sealLocationSpecificPart,
} from '@waypost/core/clea';
import { concatBytes, fromHex, toHex } from '@waypost/core/primitives';
import { fromForeignBase64 } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/clea.json' with { type: 'json' };
import { fault, flip } from '../venue-codes/fault-kit.ts';
import { codes, message, randomFrom, serverSecret } from './clea-kit.ts';

describe('location-specific part: vectors', () => {
  it.each(codes)('$title: its public part', ({ lsp, ltId, hasContact }) => {
    const decoded = decodeLocationSpecificPart(lsp);
    expect(decoded).toEqual({
      version: 0,
      type: 0,
      ltId,
      sealedMessage: lsp.slice(17),
      hasContact,
    });
  });

  it.each(codes)('$title: opened by the server', (code) => {
    const opened = openLocationSpecificPart(code.lsp, code.serverSecret);
    const { sealedContact, ...said } = opened.message;
    expect(said).toEqual(code.message);
    expect(sealedContact?.length ?? null).toBe(code.hasContact ? 65 : null);
    expect(opened.ltId).toEqual(code.ltId);
    expect(opened.ltIdHolds).toBe(code.ltIdHolds);
  });

  it.each(codes)('$title: its URL, read and written', ({ url, lsp }) => {
    expect(buildCleaUrl(lsp)).toBe(url);
    expect(parseCleaUrl(url)).toEqual(lsp);
    expect(url).toHaveLength(lsp.length === 110 ? 171 : 258);
  });

  it.each(codes)('$title: sealed again, it says the same', (code) => {
    const opened = openLocationSpecificPart(code.lsp, code.serverSecret);
    const server = { publicKey: code.serverPublicKey, randomBytes: randomFrom(1) };
    const sealed = sealLocationSpecificPart(opened.ltId, opened.message, server);
    expect(sealed).toHaveLength(code.lsp.length);
    expect(sealed.subarray(0, 17)).toEqual(code.lsp.subarray(0, 17));
    expect(openLocationSpecificPart(sealed, code.serverSecret)).toEqual(opened);
  });

  it.each(codes)(
    '$title: with any byte changed, it does not open',
    ({ lsp, serverSecret: key }) => {
      for (let at = 0; at < lsp.length; at++) {
        const outcome = fault(() => openLocationSpecificPart(flip(lsp, at), key));
        expect(outcome).toBe(at === 0 ? 'VENUE_CODE_MALFORMED version' : 'CIPHERTEXT_INVALID');
      }
    },
  );

  it.each(codes)('$title: truncated or too long, it is refused', ({ lsp, serverSecret: key }) => {
    for (let length = 0; length < lsp.length; length++) {
      if (length === 110) continue; // cut to the shorter kind of code: that does not open
      expect(fault(() => decodeLocationSpecificPart(lsp.subarray(0, length)))).toBe(
        'VENUE_CODE_MALFORMED length',
      );
    }
    if (lsp.length > 110)
      expect(fault(() => openLocationSpecificPart(lsp.subarray(0, 110), key))).toBe(
        'CIPHERTEXT_INVALID',
      );
    const longer = concatBytes(lsp, new Uint8Array(1));
    expect(fault(() => decodeLocationSpecificPart(longer))).toBe('VENUE_CODE_MALFORMED length');
  });
});

describe('location-specific part: what is refused', () => {
  const [code] = codes;
  const lsp = code?.lsp ?? new Uint8Array(0);

  it.each([
    ['another version', 0x20],
    ['another type', 0x04],
    ['a reserved bit', 0x01],
  ])('%s', (_name, mask) => {
    expect(fault(() => decodeLocationSpecificPart(flip(lsp, 0, mask)))).toBe(
      'VENUE_CODE_MALFORMED version',
    );
  });

  it.each([
    ['another key', flip(serverSecret, 31), 'CIPHERTEXT_INVALID'],
    ['a key of another length', serverSecret.subarray(1), 'BYTES_LENGTH'],
    ['the key zero', new Uint8Array(32), 'KEY_UNSUITABLE'],
    ['a key above the order', new Uint8Array(32).fill(0xff), 'KEY_UNSUITABLE'],
  ])('%s', (_name, key, code) => {
    expect(fault(() => openLocationSpecificPart(lsp, key))).toBe(code);
  });

  it('an ephemeral key that is no point', () => {
    const noPoint = Uint8Array.from([...lsp.subarray(0, -33), ...new Uint8Array(33).fill(0xff)]);
    expect(fault(() => openLocationSpecificPart(noPoint, serverSecret))).toBe('CIPHERTEXT_INVALID');
  });

  it('a public key that is no point, when sealing', () => {
    const server = { publicKey: new Uint8Array(33).fill(2), randomBytes: randomFrom(2) };
    const seal = (key: Uint8Array) =>
      fault(() =>
        sealLocationSpecificPart(new Uint8Array(16), message, { ...server, publicKey: key }),
      );
    expect(seal(new Uint8Array(33))).toBe('KEY_UNSUITABLE');
    expect(seal(new Uint8Array(0))).toBe('KEY_UNSUITABLE');
  });

  it('an LTId of another length, when sealing', () => {
    const server = { publicKey: code?.serverPublicKey ?? lsp, randomBytes: randomFrom(3) };
    expect(fault(() => sealLocationSpecificPart(new Uint8Array(15), message, server))).toBe(
      'BYTES_LENGTH',
    );
  });
});

describe('ECIES: vector', () => {
  const secret = fromHex(vectors.ecies.secret);
  const sealed = fromForeignBase64(vectors.ecies.sealed);
  const known = fromHex(vectors.ecies.headerAndPlaintext);
  const header = known.subarray(0, 17);

  it('opens, and says what it must', () => {
    expect(sealed.subarray(0, 17)).toEqual(header);
    expect(openEcies(sealed.subarray(17), secret, header)).toEqual(known.slice(17));
  });

  it('does not open with another header, or none, or cut short', () => {
    const body = sealed.subarray(17);
    expect(fault(() => openEcies(body, secret, flip(header, 3)))).toBe('CIPHERTEXT_INVALID');
    expect(fault(() => openEcies(body, secret))).toBe('CIPHERTEXT_INVALID');
    for (let length = 0; length < body.length; length++)
      expect(fault(() => openEcies(body.subarray(0, length), secret, header))).toBe(
        'CIPHERTEXT_INVALID',
      );
  });

  it('seals the same message in another way each time', () => {
    const publicKey = codes[0]?.serverPublicKey ?? new Uint8Array(0);
    const randomBytes = randomFrom(4);
    const [one, other] = [0, 1].map(() => sealEcies(known, { publicKey, randomBytes }));
    expect(one).not.toEqual(other);
    for (const body of [one, other])
      expect(openEcies(body ?? new Uint8Array(0), serverSecret)).toEqual(known);
  });
});

describe('message', () => {
  const written = encodeCleaMessage(message);

  it.each([
    ['staff', { staff: true }, 0, 0x80],
    ['reserved2', { reserved2: 0xfff }, 0, 0x3f],
    ['CRIexp', { criExp: 0 }, 2, 0xa0],
    ['periodDuration', { periodDuration: 255 }, 4, 0xfc],
  ])('%s stands where the specification has it', (_name, change, at, mask) => {
    const changed = encodeCleaMessage({ ...message, ...change });
    expect((changed[at] ?? 0) ^ (written[at] ?? 0)).toBe(mask);
  });

  it.each([
    ['criExp', { criExp: 32 }, 'NUMBER_RANGE'],
    ['venueType', { venueType: 32 }, 'NUMBER_RANGE'],
    ['venueCategory1', { venueCategory1: 16 }, 'NUMBER_RANGE'],
    ['venueCategory2', { venueCategory2: -1 }, 'NUMBER_RANGE'],
    ['reserved2', { reserved2: 0x1000 }, 'NUMBER_RANGE'],
    ['periodDuration zero', { periodDuration: 0 }, 'NUMBER_RANGE'],
    ['periodDuration', { periodDuration: 256 }, 'NUMBER_RANGE'],
    ['periodStart', { periodStart: message.periodStart + 1 }, 'TIME_RANGE'],
    ['qrStart', { qrStart: 2_085_978_496 }, 'TIME_RANGE'],
    ['ltKey', { ltKey: new Uint8Array(31) }, 'BYTES_LENGTH'],
    ['sealedContact', { sealedContact: new Uint8Array(64) }, 'BYTES_LENGTH'],
  ])('%s out of range is not written', (_name, change, code) => {
    expect(fault(() => encodeCleaMessage({ ...message, ...change }))).toBe(code);
  });

  it.each([
    ['too short', written.subarray(1), 'length'],
    ['too long', concatBytes(written, new Uint8Array(1)), 'length'],
    ['a contact announced and absent', flip(written, 0, 0x40), 'length'],
    ['a contact there and not announced', concatBytes(written, new Uint8Array(65)), 'length'],
    ['a period of no hours', written.map((byte, i) => (i === 4 ? 0 : byte)), 'periodDuration'],
    ['a period before 1970', written.map((byte, i) => (i === 5 ? 0 : byte)), 'ct_periodStart'],
    ['a period after 2036', written.map((byte, i) => (i === 5 ? 0xff : byte)), 'ct_periodStart'],
    ['a code shown before 1970', written.map((byte, i) => (i === 8 ? 0 : byte)), 't_qrStart'],
  ])('%s is refused', (_name, bytes, what) => {
    expect(fault(() => decodeCleaMessage(bytes))).toBe(`VENUE_CODE_MALFORMED ${what}`);
  });

  it('reads a country code in reserved2, as older libraries write it', () => {
    const older = encodeCleaMessage({ ...message, reserved2: 250 });
    expect(decodeCleaMessage(older).reserved2).toBe(250);
    expect(toHex(written.subarray(0, 1))).toBe('00');
  });
});
