/**
 * What another app does with a venue code that it scanned.
 *
 *     node docs/examples/verify-venue-code.ts
 */
import {
  fromBase64Url,
  fromUtf8,
  isWaypostError,
  toBase64Url,
  toHex,
  toUtf8,
} from '@waypost/core/primitives';
import { issuer, keyListText, rootThumbprint, scannedText } from './issuer.ts';

// Everything below is the app's own: of the issuer it knows a name and one thumbprint.

// readme:start
import { codeKeys, verifyKeyList } from '@waypost/core/keys-and-lists';
import { verifyVenueCode } from '@waypost/core/venue-code';

const now = Math.floor(Date.now() / 1000);
const pinned = { issuer, rootThumbprint, seen: null };
const { list, stale } = await verifyKeyList(keyListText, pinned, now);
if (stale) throw new Error('the key list is out of date: fetch a new one');
const venue = await verifyVenueCode(scannedText, { issuer, keys: codeKeys(list) }, now);
console.log(`${venue.name}, ${venue.zone} (${venue.address})`);
// readme:end

// A check-in names the location, not the venue: the server knows which one it issued.
console.log(`location ${toHex(venue.locationId)}`);

// Somebody changes the desk on a poster and keeps the signature.
const [link, jws = ''] = scannedText.split('#');
const [header, claims = '', signature] = jws.split('.');
const changed = fromUtf8(fromBase64Url(claims)).replace('Quầy 3', 'Quầy 9');
const forged = `${link}#${header}.${toBase64Url(toUtf8(changed))}.${signature}`;
await printRefusal('changed code', forged, now);
await printRefusal('past its end', scannedText, venue.expires);
await printRefusal('another text', 'https://venue.example/menu', now);

async function printRefusal(what: string, text: string, at: number): Promise<void> {
  try {
    await verifyVenueCode(text, { issuer, keys: codeKeys(list) }, at);
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    // Codes are for programs: they stay the same, messages may not.
    console.log(`${what}: ${error.code}`);
  }
}
