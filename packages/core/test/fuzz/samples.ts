// Codes of every format that the decoder accepts: published ones where there are any.
import { NHS_PRODUCTION_KEY } from '@waypost/core/nhs';
import { issueVenueCode } from '@waypost/core/waypost';
import { issueCompactVenueCode } from '@waypost/core/waypost-compact';
import { p256Key } from '../primitives/jws-kit.ts';
import clea from '../vectors/clea.json' with { type: 'json' };
import canada from '../vectors/covid-alert-canada.json' with { type: 'json' };
import crowdnotifier from '../vectors/crowdnotifier.json' with { type: 'json' };
import cwa from '../vectors/cwa.json' with { type: 'json' };
import leavehomesafe from '../vectors/leavehomesafe.json' with { type: 'json' };
import luca from '../vectors/luca.json' with { type: 'json' };
import nhs from '../vectors/nhs.json' with { type: 'json' };
import nz from '../vectors/nz.json' with { type: 'json' };
import cccd from '../vectors/vn-cccd.json' with { type: 'json' };
import personal from '../vectors/vn-personal.json' with { type: 'json' };
import { content } from '../venue-code/venue-kit.ts';

const waypost = await issueVenueCode(content, {
  issuer: 'fuzz',
  host: 'waypost.example',
  key: p256Key,
});

/** Texts by format, in the words of `DecodedVenueCode`. */
export const CODES: Readonly<Record<string, readonly string[]>> = {
  waypost: [waypost, `${waypost}~ABCDEFGH`],
  'waypost-compact': [
    await issueCompactVenueCode(content, { key: p256Key, host: 'waypost.example' }),
    await issueCompactVenueCode(content, { key: p256Key, host: null }),
  ],
  nhs: [...nhs.codes, ...nhs.production.codes].map(({ qr }) => qr),
  cwa: [...cwa.qr, ...cwa.base32.urls].map(({ url }) => url),
  crowdnotifier: crowdnotifier.entryUrl.accept.map(
    () => `https://qr.swisscovid.ch?v=4#${crowdnotifier.entryUrl.payload}`,
  ),
  clea: clea.lsp.map(({ url }) => url),
  nz: [...nz.codes.map(({ text }) => text), nz.link],
  'covid-alert-canada': [canada.code.url],
  leavehomesafe: leavehomesafe.codes.map(({ text }) => text),
  luca: [luca.tableUrl.url, luca.meetingUrl.url],
  'campus-qr': ['https://qr.example.edu/campus-qr?s=1&l=Ab3dE5fGh7-12'],
  'vn-personal': personal.examples.map(({ text }) => text),
  'vn-cccd': cccd.examples.map(({ raw }) => raw),
};

/** Keys under which the signed samples hold, so that what stands behind a signature is reached. */
export const KEYS = { keys: [p256Key.jwk, NHS_PRODUCTION_KEY] };
