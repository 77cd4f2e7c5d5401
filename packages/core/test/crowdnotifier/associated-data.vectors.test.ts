import {
  type AssociatedData,
  decodeAssociatedData,
  decodeCriticality,
  decodeProblematicEvents,
  encodeAssociatedData,
  encodeCriticality,
  encodeProblematicEvents,
  openAssociatedData,
  sealSecretBox,
} from '@waypost/core/crowdnotifier';
import { fromHex } from '@waypost/core/primitives';
import { ProtoWriter } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { flip, outcome, vectors } from './kit.ts';

const { associatedData } = vectors;
const event = {
  version: 3,
  identity: fromHex(associatedData.identity),
  secretKeyForIdentity: fromHex(associatedData.secretKeyForIdentity),
  day: 1_620_086_400,
  encryptedAssociatedData: fromHex(associatedData.encryptedAssociatedData),
  cipherTextNonce: fromHex(associatedData.cipherTextNonce),
};
const notificationKey = fromHex(associatedData.notificationKey);
const message: AssociatedData = {
  version: 3,
  message: 'Gà',
  window: { start: 1_620_140_045, end: 1_620_147_245 },
  countryData: encodeCriticality('high'),
};

describe('a message of the backend: vectors', () => {
  it('opens with the key of the place: it has the shape of libcrowdnotifier', () => {
    const opened = openAssociatedData(event, notificationKey) ?? expect.fail('it does not open');
    const countryData = encodeCriticality('low', { version: 1 });
    expect(opened).toEqual({ version: 3, message: '', window: null, countryData });
    expect(decodeCriticality(opened.countryData)).toBe('low');
    const box = { key: notificationKey, nonce: event.cipherTextNonce };
    const message = encodeAssociatedData(opened, 'libcrowdnotifier');
    expect(sealSecretBox(box, message)).toEqual(event.encryptedAssociatedData);
  });

  it('counts 24 bytes of a nonce of 32, as Android has it', () => {
    const cipherTextNonce = Uint8Array.from([...event.cipherTextNonce, ...new Uint8Array(8)]);
    expect(openAssociatedData({ ...event, cipherTextNonce }, notificationKey)).not.toBeNull();
  });

  it.each([
    ['the key', event, flip(notificationKey)],
    ['the nonce', { ...event, cipherTextNonce: flip(event.cipherTextNonce) }, notificationKey],
    [
      'the ciphertext',
      { ...event, encryptedAssociatedData: flip(event.encryptedAssociatedData, 20) },
      notificationKey,
    ],
    [
      'the length',
      { ...event, encryptedAssociatedData: event.encryptedAssociatedData.subarray(1) },
      notificationKey,
    ],
  ])('stays closed with a change of %s', (_name, changed, key) => {
    expect(openAssociatedData(changed, key)).toBeNull();
  });
});

describe('associated data', () => {
  it('has a shape with times, and one without', () => {
    expect(decodeAssociatedData(encodeAssociatedData(message))).toEqual(message);
    const library = encodeAssociatedData(message, 'libcrowdnotifier');
    expect(decodeAssociatedData(library)).toEqual({ ...message, window: null });
  });

  it('tells times of zero from no times', () => {
    const zero = { ...message, window: { start: 0, end: 0 } };
    expect(decodeAssociatedData(encodeAssociatedData(zero))).toEqual(zero);
    const only = encodeAssociatedData({ ...message, window: null, countryData: new Uint8Array(0) });
    expect(decodeAssociatedData(only).window).toBeNull();
  });

  it.each([
    ['low', encodeCriticality('low')],
    ['high', encodeCriticality('high')],
    ['high', encodeCriticality('high', { field: 3 })],
    ['low', encodeCriticality('low', { field: 3, version: 1 })],
    ['low', new Uint8Array(0)],
    ['high', new ProtoWriter().uint(2, 0).uint(3, 1).finish()],
    ['high', new ProtoWriter().uint(2, 1).uint(3, 0).finish()],
    ['high', new ProtoWriter().uint(2, 7).finish()],
  ])('is of criticality %s', (expected, countryData) => {
    expect(decodeCriticality(countryData)).toBe(expected);
  });

  it('is refused where it cannot be read', async () => {
    const bytes = encodeAssociatedData(message);
    expect(await outcome(() => decodeAssociatedData(bytes.subarray(1)))).toBe(
      'VENUE_LIST_MALFORMED',
    );
    expect(await outcome(() => decodeCriticality(Uint8Array.of(8)))).toBe('VENUE_LIST_MALFORMED');
  });
});

describe('the published list', () => {
  const list = { version: 4, events: [event, { ...event, day: 0, version: 0 }] };
  const bytes = encodeProblematicEvents(list);

  it('is read as it was written', () => {
    expect(decodeProblematicEvents(bytes)).toEqual(list);
    expect(decodeProblematicEvents(new Uint8Array(0))).toEqual({ version: 0, events: [] });
  });

  it('is refused whole for one bad entry', async () => {
    const entry = (number: number, length: number) =>
      new ProtoWriter()
        .bytes(2, event.identity)
        .bytes(3, event.secretKeyForIdentity)
        .bytes(5, event.encryptedAssociatedData)
        .bytes(6, event.cipherTextNonce)
        .bytes(number, new Uint8Array(length))
        .finish();
    for (const [number, length] of [
      [2, 31],
      [3, 49],
      [5, 15],
      [6, 23],
      [6, 25],
    ] as const) {
      const wrong = new ProtoWriter()
        .bytes(2, entry(7, 0))
        .bytes(2, entry(number, length))
        .finish();
      expect(await outcome(() => decodeProblematicEvents(wrong))).toBe('VENUE_LIST_MALFORMED');
    }
  });

  it('is refused cut off anywhere but between entries', async () => {
    const entry = encodeProblematicEvents({ version: 0, events: [event] }).length;
    for (let length = 0; length < bytes.length; length++) {
      const isEdge = [0, 2, 2 + entry].includes(length);
      expect(await outcome(() => decodeProblematicEvents(bytes.subarray(0, length)))).toBe(
        isEdge ? 'accepted' : 'VENUE_LIST_MALFORMED',
      );
    }
  });

  it('is not written with a bad entry', async () => {
    const events = [{ ...event, identity: new Uint8Array(31) }];
    expect(await outcome(() => encodeProblematicEvents({ version: 4, events }))).toBe(
      'BYTES_LENGTH',
    );
  });
});
