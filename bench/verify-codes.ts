/**
 * Question: how many scans a second are verified, where the same codes come again and again?
 *
 * A scan is of any of the codes, as at a kiosk. Ours remembers those whose signature held; beside it stand
 * our own way without a memory, in WebCrypto and in the portable implementation for hosts that have none,
 * and jose alone, which reads no venue out of the claims. The memory begins empty in each round.
 */
import { keySet, type SigningKey } from '@waypost/core/jws';
import { toBase64Url } from '@waypost/core/primitives';
import {
  rememberVerifiedCodes,
  type VenueCodeTrust,
  verifyVenueCode,
} from '@waypost/core/venue-code';
import { type Bench, runInterleaved } from './lib/bench.ts';
import { seededRandom } from './lib/random.ts';
import {
  ISSUER,
  makeContents,
  makeKey,
  NOW,
  SEED,
  signOurs,
  verifierOfPeer,
} from './lib/signed-codes.ts';

const CODES = 50;

export const verifyCodes: Bench = {
  name: 'verify-codes',
  question: `scans of ${CODES} venue codes verified`,
  async run({ full, rounds }) {
    const key = makeKey();
    const scans = await makeScans(full ? 5000 : 1000, key);
    const trust = { issuer: ISSUER, keys: keySet([key.jwk]) };
    const byPeer = await verifierOfPeer(key);
    const samples = await runInterleaved(rounds, {
      '@waypost/core, remembering': () => {
        const codes = rememberVerifiedCodes({ maxCodes: 1000 });
        return verifyAll(scans, async (text) => idOf(await codes.verify(text, trust, NOW)));
      },
      '@waypost/core': () => verifyAll(scans, (text) => verifyOurs(text, trust)),
      jose: () => verifyAll(scans, byPeer),
      '@waypost/core, portable': () =>
        verifyAll(scans, (text) => verifyOurs(text, { ...trust, portable: true })),
    });
    return { units: scans.length, unit: 'scans', seed: SEED, samples };
  },
};

async function makeScans(count: number, key: SigningKey): Promise<string[]> {
  const texts = await Promise.all(makeContents(CODES).map((content) => signOurs(content, key)));
  const random = seededRandom(SEED);
  return Array.from({ length: count }, () => texts[random.below(CODES)] ?? '');
}

const verifyOurs = async (text: string, trust: VenueCodeTrust): Promise<string> =>
  idOf(await verifyVenueCode(text, trust, NOW));

const idOf = ({ venueId }: { readonly venueId: Uint8Array }): string => toBase64Url(venueId);

/** The answer: the venue of each scan. */
async function verifyAll(scans: readonly string[], verify: (text: string) => Promise<string>) {
  const answer: string[] = [];
  const started = performance.now();
  for (const text of scans) answer.push(await verify(text));
  return { seconds: (performance.now() - started) / 1000, answer };
}
