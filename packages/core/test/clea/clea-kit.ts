import { type CleaLocation, type CleaMessage, fromNtpTime, parseCleaUrl } from '@waypost/core/clea';
import { fromHex, type RandomBytes, sha256 } from '@waypost/core/primitives';
import { fromForeignBase64 } from '@waypost/core/primitives/foreign';
import vectors from '../vectors/clea.json' with { type: 'json' };

const unhyphened = (uuid: string): Uint8Array => fromHex(uuid.replaceAll('-', ''));

/** The published codes, with times as this library has them. */
export const codes = vectors.lsp.map((code, index) => ({
  title: `code ${index + 1}, ${code.bytes} bytes`,
  url: code.url,
  lsp: parseCleaUrl(code.url),
  uuid: code.ltId,
  ltId: unhyphened(code.ltId),
  ltIdHolds: code.ltIdHolds,
  serverSecret: fromHex(code.serverSecret),
  serverPublicKey: fromHex(code.serverPublicKey),
  hasContact: code.contact,
  message: {
    staff: code.staff,
    criExp: code.criExp,
    venueType: code.venueType,
    venueCategory1: code.venueCategory1,
    venueCategory2: code.venueCategory2,
    periodDuration: code.periodDuration,
    reserved2: 0,
    periodStart: fromNtpTime(code.ctPeriodStart * 3600),
    qrStart: fromNtpTime(code.qrStart),
    ltKey: fromHex(code.ltKey),
  },
}));

/** The published contacts, sealed within a code. */
export const contacts = vectors.locContact.map((contact, index) => ({
  title: `contact ${index + 1}`,
  lsp: fromForeignBase64(contact.locationSpecificPart),
  serverSecret: fromHex(contact.serverSecret),
  authoritySecret: fromHex(contact.authoritySecret),
  authorityPublicKey: fromHex(contact.authorityPublicKey),
  message: {
    locationPhone: contact.locationPhone,
    locationRegion: contact.locationRegion,
    locationPin: contact.locationPin,
    periodStart: fromNtpTime(contact.periodStart),
  },
}));

/** Bytes that look random and are the same in each run. */
export function randomFrom(seed: number): RandomBytes {
  let count = 0;
  return (length) => {
    const blocks = Array.from({ length: Math.ceil(length / 32) }, () => {
      count += 1;
      return [...sha256(Uint8Array.of(seed, count >>> 8, count & 0xff))];
    });
    return Uint8Array.from(blocks.flat().slice(0, length));
  };
}

const [first] = codes;
const [firstContact] = contacts;
if (first === undefined || firstContact === undefined) throw new Error('vectors are missing');

export const serverSecret: Uint8Array = first.serverSecret;
export const authoritySecret: Uint8Array = firstContact.authoritySecret;

/** A full hour. */
export const periodStart = 1_618_574_400;

export const message: CleaMessage = {
  ...first.message,
  periodStart,
  qrStart: periodStart + 100,
  sealedContact: null,
};

export const location: CleaLocation = {
  skL: fromHex(vectors.ltKey.skL),
  serverPublicKey: first.serverPublicKey,
  venue: {
    staff: false,
    criExp: 10,
    venueType: 12,
    venueCategory1: 1,
    venueCategory2: 2,
    periodDuration: 24,
  },
  contact: {
    locationPhone: '33123456789',
    locationRegion: 75,
    locationPin: '012345',
    authorityPublicKey: firstContact.authorityPublicKey,
  },
};
