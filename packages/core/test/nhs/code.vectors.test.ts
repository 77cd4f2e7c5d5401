import { jwkThumbprint } from '@waypost/core/jws';
import { issueNhsCode, NHS_PRODUCTION_KEY, verifyNhsCode } from '@waypost/core/nhs';
import { describe, expect, it } from 'vitest';
import { IMPLEMENTATIONS, outcome, p256Key } from '../primitives/jws-kit.ts';
import vectors from '../vectors/nhs.json' with { type: 'json' };
import { findKey, goodCodes, jwkOf } from './nhs-kit.ts';

const MALFORMED = 'VENUE_CODE_MALFORMED';
const SIGNATURE = 'VENUE_CODE_SIGNATURE';

/** What an outcome of the vectors is called here. */
const CODE_OF: Readonly<Record<string, string>> = {
  prefix: MALFORMED,
  version: MALFORMED,
  kid: SIGNATURE,
  'sig length 0': SIGNATURE,
  alg: SIGNATURE,
};

describe('the production key', () => {
  it('has its thumbprint as its name', () => {
    expect(jwkThumbprint(NHS_PRODUCTION_KEY)).toBe(NHS_PRODUCTION_KEY.kid);
    expect(NHS_PRODUCTION_KEY.kid).toBe(vectors.production.kid);
  });

  it('is the one of the vectors', () => {
    expect(NHS_PRODUCTION_KEY).toMatchObject(jwkOf(vectors.production.publicKey));
  });
});

describe.each(goodCodes)('codes, $name: vectors', ({ qr, payload, header }) => {
  const version = Number(qr.split(':')[1]);
  const jws = qr.slice(qr.lastIndexOf(':') + 1);

  it.each(IMPLEMENTATIONS)(
    'is accepted by %s, and says what it should',
    async (_name, portable) => {
      const code = await verifyNhsCode(qr, findKey, { portable });
      expect(code).toEqual({ version, kid: header.kid, claims: payload });
    },
  );

  it.each(IMPLEMENTATIONS)('is produced by %s, up to the signature', async (_name, portable) => {
    const typ = header.typ === null ? {} : { typ: 'JWT' as const };
    const issuer = { key: p256Key, kid: header.kid, ...typ, portable };
    const [issuedHeader, issuedPayload] = (await issueNhsCode(payload, issuer))
      .split(/[:.]/)
      .slice(2);
    expect([issuedHeader, issuedPayload]).toEqual(jws.split('.').slice(0, 2));
  });

  it('is refused with any bit of a character flipped', async () => {
    for (let i = 0; i < qr.length; i++) {
      // Another version says the same, and is not signed.
      if (i === 'UKC19TRACING:'.length) continue;
      const flipped = String.fromCharCode(qr.charCodeAt(i) ^ (1 << (i % 7)));
      const text = qr.slice(0, i) + flipped + qr.slice(i + 1);
      const run = () => verifyNhsCode(text, findKey);
      expect(await outcome(run), `character ${i}`).toMatch(/^VENUE_CODE_(MALFORMED|SIGNATURE)$/);
    }
  });

  it('is refused truncated at any place', async () => {
    for (let length = 0; length < qr.length; length++)
      expect(await outcome(() => verifyNhsCode(qr.slice(0, length), findKey))).toMatch(
        /^VENUE_CODE_(MALFORMED|SIGNATURE)$/,
      );
  });

  it('is refused without its key', async () => {
    expect(await outcome(() => verifyNhsCode(qr, () => undefined))).toBe(SIGNATURE);
  });

  it('is refused under another key of its name', async () => {
    expect(await outcome(() => verifyNhsCode(qr, () => p256Key))).toBe(SIGNATURE);
  });
});

describe('codes that the apps refuse: vectors', () => {
  const bad = vectors.codes.filter(({ accept }) => !accept);

  it.each(bad)('$name', async ({ qr, reason }) => {
    expect(await outcome(() => verifyNhsCode(qr, findKey))).toBe(CODE_OF[reason]);
  });
});
