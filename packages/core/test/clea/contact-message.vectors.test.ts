import {
  decodeLocContactMsg,
  encodeLocContactMsg,
  openLocationSpecificPart,
  openLocContactMsg,
  sealLocContactMsg,
} from '@waypost/core/clea';
import { fromHex, toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { fault, flip } from '../venue-codes/fault-kit.ts';
import { contacts, randomFrom } from './clea-kit.ts';

const cases = contacts.map(({ lsp, serverSecret, ...contact }) => ({
  ...contact,
  sealed: openLocationSpecificPart(lsp, serverSecret).message.sealedContact ?? new Uint8Array(0),
}));

describe('locContactMsg: vectors', () => {
  it.each(cases)('$title opens', ({ sealed, authoritySecret, message }) => {
    expect(openLocContactMsg(sealed, authoritySecret)).toEqual(message);
  });

  it.each(cases)('$title, sealed again', ({ authoritySecret, authorityPublicKey, message }) => {
    const authority = { publicKey: authorityPublicKey, randomBytes: randomFrom(5) };
    const sealed = sealLocContactMsg(message, authority);
    expect(sealed).toHaveLength(65);
    expect(openLocContactMsg(sealed, authoritySecret)).toEqual(message);
  });

  it.each(cases)(
    '$title: with any byte changed, it does not open',
    ({ sealed, authoritySecret }) => {
      for (let at = 0; at < sealed.length; at++)
        expect(fault(() => openLocContactMsg(flip(sealed, at), authoritySecret))).toBe(
          'CIPHERTEXT_INVALID',
        );
    },
  );

  it.each(cases)('$title: truncated, it is refused', ({ sealed, authoritySecret }) => {
    for (let length = 0; length < sealed.length; length++)
      expect(fault(() => openLocContactMsg(sealed.subarray(0, length), authoritySecret))).toBe(
        'BYTES_LENGTH',
      );
  });

  it.each(cases)('$title: the server cannot open it', ({ sealed }) => {
    const serverSecret = contacts[0]?.serverSecret ?? sealed;
    expect(fault(() => openLocContactMsg(sealed, serverSecret))).toBe('CIPHERTEXT_INVALID');
  });
});

describe('locContactMsg: layout', () => {
  const message = {
    locationPhone: '33102030405',
    locationRegion: 75,
    locationPin: '012345',
    periodStart: 1_618_574_400,
  };
  const written = '33102030405ffff0' + '4b' + '012345' + 'e423fac0';

  it('is the one of the specification, with the phone of its example', () => {
    expect(toHex(encodeLocContactMsg(message))).toBe(written);
    expect(decodeLocContactMsg(fromHex(written))).toEqual(message);
  });

  it('has no time where an implementation left zero', () => {
    const timeless = { ...message, periodStart: null };
    expect(toHex(encodeLocContactMsg(timeless))).toBe(`${written.slice(0, 24)}00000000`);
    expect(decodeLocContactMsg(encodeLocContactMsg(timeless))).toEqual(timeless);
  });

  it.each([
    ['no phone', { locationPhone: '' }, 'TEXT_LENGTH'],
    ['16 digits', { locationPhone: '1'.repeat(16) }, 'TEXT_LENGTH'],
    ['a plus', { locationPhone: '+33102030405' }, 'TEXT_LENGTH'],
    ['a PIN of 5', { locationPin: '01234' }, 'TEXT_LENGTH'],
    ['a PIN of letters', { locationPin: '01234a' }, 'TEXT_LENGTH'],
    ['a region of two bytes', { locationRegion: 256 }, 'NUMBER_RANGE'],
    ['a time after 2036', { periodStart: 2_085_978_496 }, 'TIME_RANGE'],
  ])('%s is not written', (_name, change, code) => {
    expect(fault(() => encodeLocContactMsg({ ...message, ...change }))).toBe(code);
  });

  it.each([
    ['a digit above nine in the phone', `a${written.slice(1)}`, 'locationPhone'],
    ['a digit after the end of the phone', written.replace('ffff0', 'fff10'), 'locationPhone'],
    ['no phone', written.replace('33102030405', 'fffffffffff'), 'locationPhone'],
    ['padding', written.replace('ffff0', 'ffff1'), 'locationPhone'],
    ['a digit above nine in the PIN', written.replace('012345', '01234a'), 'locationPin'],
    ['a time before 1970', `${written.slice(0, 24)}00000001`, 't_periodStart'],
  ])('%s is refused', (_name, hex, what) => {
    expect(fault(() => decodeLocContactMsg(fromHex(hex)))).toBe(`VENUE_CODE_MALFORMED ${what}`);
  });

  it('a message of another length is refused', () => {
    for (const length of [0, 15, 17])
      expect(fault(() => decodeLocContactMsg(new Uint8Array(length)))).toBe('BYTES_LENGTH');
  });
});
