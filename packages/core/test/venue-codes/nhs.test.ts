import { verificationKey } from '@waypost/core/jws';
import { NHS_PRODUCTION_KEY } from '@waypost/core/nhs';
import { isWaypostError } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DecodedNhsCode, nhsReader } from '../../src/venue-codes/readers/nhs.ts';
import { trustedKeys } from '../../src/venue-codes/trust.ts';
import { goodCodes, testJwk } from '../nhs/nhs-kit.ts';
import { ed25519Key, forge, outcome, p256Key, part } from '../primitives/jws-kit.ts';
import vectors from '../vectors/nhs.json' with { type: 'json' };

const trust = trustedKeys({
  keys: [testJwk, NHS_PRODUCTION_KEY, { ...ed25519Key.jwk, kid: 'okp' }],
});
const now = 1_600_000_000;
const read = async (text: string, keys = trust): Promise<DecodedNhsCode> =>
  nhsReader.read(text, { trust: keys, now });

const INVALID = {
  format: 'nhs',
  signature: 'invalid',
  venue: { id: null, name: null, address: null, zone: null },
  validity: { notBefore: null, expires: null, status: 'unknown' },
  raw: null,
};

describe('NHS codes in the decoder: vectors', () => {
  it.each(goodCodes)('$name is valid', async ({ qr, payload, header }) => {
    expect(nhsReader.recognises(qr)).toBe(true);
    expect(await read(qr)).toEqual({
      format: 'nhs',
      signature: 'valid',
      venue: {
        id: payload.id,
        name: payload.opn,
        address: 'pc' in payload ? 'DL12 8PR' : null,
        zone: null,
      },
      validity: { notBefore: null, expires: null, status: 'unlimited' },
      raw: { version: Number(qr.split(':')[1]), header, claims: payload },
    });
  });

  const verdicts: Readonly<Record<string, string>> = {
    'QR code with invalid prefix': 'VENUE_CODE_MALFORMED',
    'qr code with version zero': 'VENUE_CODE_MALFORMED',
    'QR code with invalid version': 'VENUE_CODE_MALFORMED',
    'QR code with invalid key is rejected': 'untrusted',
    'QR code with missing signature is rejected': 'invalid',
    'QR code with alg-none is rejected': 'invalid',
  };

  it.each(vectors.codes.filter(({ accept }) => !accept))('$name', async ({ name, qr }) => {
    const expected = verdicts[name];
    if (expected === 'VENUE_CODE_MALFORMED') expect(await outcome(() => read(qr))).toBe(expected);
    else expect((await read(qr)).signature).toBe(expected);
    expect(nhsReader.recognises(qr)).toBe(!name.includes('prefix'));
  });

  it.each(goodCodes)('$name is refused with a bit flipped, and truncated', async ({ qr }) => {
    const start = qr.lastIndexOf('.');
    for (let i = start + 1; i < qr.length; i++) {
      const flipped = String.fromCharCode(qr.charCodeAt(i) ^ 1);
      for (const text of [qr.slice(0, i) + flipped + qr.slice(i + 1), qr.slice(0, i)]) {
        const code = await outcome(async () => expect(await read(text)).toEqual(INVALID));
        expect(code).toMatch(/^(accepted|VENUE_CODE_MALFORMED)$/);
      }
    }
  });
});

describe('NHS codes in the decoder', () => {
  const claims = { id: 'CD2', opn: 'A place' };
  const signed = (header: object, key = p256Key): string =>
    `UKC19TRACING:1:${forge(header, claims, key)}`;
  const nobody = trustedKeys({ keys: [] });
  const { kid: _, ...ownPublic } = p256Key.jwk;
  const bare = trustedKeys({ keys: [ownPublic] });
  const named = { alg: 'ES256', kid: '3' };
  const stranger = { alg: 'ES256', kid: 'stranger' };

  it.each([
    ['by a stranger', signed(stranger), trust, 'untrusted'],
    ['by anybody, where nobody is trusted', signed(named), nobody, 'untrusted'],
    ['by another key under a trusted name', signed(named), trust, 'invalid'],
    [
      'under the name of a key of another algorithm',
      signed({ ...named, kid: 'okp' }),
      trust,
      'invalid',
    ],
    ['by EdDSA', signed({ alg: 'EdDSA', kid: 'okp' }, ed25519Key), trust, 'invalid'],
    ['by a stranger with alg none', signed({ ...stranger, alg: 'none' }), trust, 'invalid'],
    ['by nobody', `UKC19TRACING:1:${part(stranger)}.${part(claims)}.`, trust, 'invalid'],
    ['by a key without a name', signed(stranger), bare, 'valid'],
    ['by another than the key without a name', goodCodes[0]?.qr ?? '', bare, 'invalid'],
  ])('signed %s', async (_name, text, keys, signature) => {
    const code = await read(text, keys);
    expect(code.signature).toBe(signature);
    expect(code.venue.name).toBe(signature === 'invalid' ? null : 'A place');
  });

  it('say what a stranger wrote', async () => {
    const { venue, raw } = await read(signed(stranger));
    expect(venue).toEqual({ id: 'CD2', name: 'A place', address: null, zone: null });
    expect(raw).toEqual({ version: 1, header: { ...stranger, typ: null }, claims });
  });

  it('have the production key by the name that the posters use', () => {
    expect(verificationKey(NHS_PRODUCTION_KEY).kid).toBe(vectors.production.kid);
  });

  it('are JSON', async () => {
    for (const { qr } of goodCodes) {
      const code = await read(qr);
      expect(JSON.parse(JSON.stringify(code))).toEqual(code);
    }
  });

  it('end in a result or in our error, whatever is in them', async () => {
    const text = goodCodes.at(-1)?.qr ?? '';
    const anyEdit = fc.record({
      at: fc.nat(text.length),
      cut: fc.nat(3),
      put: fc.string({ unit: 'binary', maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyEdit, { minLength: 1, maxLength: 4 }), async (edits) => {
        let edited = text;
        for (const { at, cut, put } of edits)
          edited = edited.slice(0, at) + put + edited.slice(at + cut);
        try {
          expect(['valid', 'invalid', 'untrusted']).toContain((await read(edited)).signature);
        } catch (error) {
          if (!isWaypostError(error)) throw error;
          expect(error).toMatchObject({ code: 'VENUE_CODE_MALFORMED', details: { format: 'nhs' } });
        }
      }),
      { numRuns: 200 },
    );
  });
});
