import { toUtf8 } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { covidAlertCanadaReader } from '../../src/venue-codes/readers/covid-alert-canada.ts';
import { trustedKeys } from '../../src/venue-codes/trust.ts';
import { place, portalKey, signed } from '../covid-alert-canada/canada-kit.ts';
import { ed25519Key, mutate, outcome, p256Key } from '../primitives/jws-kit.ts';
import vectors from '../vectors/covid-alert-canada.json' with { type: 'json' };
import { nobody, read, refusal, testReaderLaws } from './reader-kit.ts';

const { url } = vectors.code;
const { kid: _kid, ...nameless } = portalKey.jwk;
const named = trustedKeys({ keys: [{ ...portalKey.jwk, kid: 'portal' }] });
const bare = trustedKeys({ keys: [nameless, ed25519Key.jwk] });
const others = trustedKeys({ keys: [ed25519Key.jwk] });
const otherAlgorithm = trustedKeys({ keys: [p256Key.jwk] });

const said = {
  format: 'covid-alert-canada',
  venue: { id: 'aB3dE5gH', name: 'Café du Nord', address: '1 Main St, Montréal', zone: null },
  validity: { notBefore: null, expires: null, status: 'unlimited' },
  raw: { ...place, host: 'alpha.canada.ca' },
};

testReaderLaws(covidAlertCanadaReader, 'covid-alert-canada', [url]);

describe('COVID Alert codes in the decoder', () => {
  it.each([
    ['a key by name', named],
    ['a key without name, among others', bare],
  ])('valid by %s', async (_name, trust) => {
    expect(await read(covidAlertCanadaReader, url, trust)).toEqual({ ...said, signature: 'valid' });
  });

  it.each([
    ['no key', nobody],
    ['no Ed25519 key', otherAlgorithm],
  ])('untrusted where there is %s: it is told, and nobody vouches', async (_name, trust) => {
    expect(await read(covidAlertCanadaReader, url, trust)).toEqual({
      ...said,
      signature: 'untrusted',
    });
  });

  const invalid = {
    format: 'covid-alert-canada',
    signature: 'invalid',
    venue: { id: null, name: null, address: null, zone: null },
    validity: { notBefore: null, expires: null, status: 'unknown' },
    raw: null,
  };

  it('invalid where no trusted key signed it, and nothing of it is shown', async () => {
    expect(await read(covidAlertCanadaReader, url, others)).toEqual(invalid);
    const forged = mutate(url, url.length - 5);
    expect(await read(covidAlertCanadaReader, forged, named)).toEqual(invalid);
  });

  it('what a trusted key signed must have three lines', async () => {
    const text = signed(toUtf8(vectors.newlineInjection.payload));
    expect(await outcome(() => read(covidAlertCanadaReader, text, named))).toBe(
      'VENUE_CODE_MALFORMED',
    );
    expect(await refusal(covidAlertCanadaReader, text, 'covid-alert-canada')).toBe('lines');
    // Nothing is read, so not even that is told, before the signature holds.
    expect(await read(covidAlertCanadaReader, text, others)).toEqual(invalid);
  });

  it('recognises long base64 behind an https URL, and nothing else', () => {
    for (const text of ['', url.replace('#', '?'), url.slice(0, 120), 'https://example.org/#top'])
      expect(covidAlertCanadaReader.recognises(text)).toBe(false);
  });
});
