import { deriveJointCardKey } from '@waypost/core/contact-card';
import { generateSigningKey, type PublicJwk, type SigningKey, signingKey } from '@waypost/core/jws';
import {
  type IndexContent,
  issueIndexList,
  issueKeyList,
  issueWithdrawnList,
  type ListState,
  type WithdrawnCode,
} from '@waypost/core/keys-and-lists';
import type { RandomBytes } from '@waypost/core/primitives';
import { deriveLocationId, issueVenueCode } from '@waypost/core/venue-code';
import { issueCompactVenueCode } from '@waypost/core/waypost-compact';
import { DAY, NOW } from './surroundings.ts';

export const ISSUER = 'https://waypost.test';

/** A code as it is printed, and what it stands for. */
export interface PrintedCode {
  readonly venueId: Uint8Array;
  readonly codeVersion: number;
  readonly locationId: Uint8Array;
  readonly zone: string;
  readonly text: string;
  /** The same content in the compact form, for small prints. */
  readonly compactText: string;
}

type Head = { readonly issuedAt?: number; readonly expires?: number };

/** Signs everything that a device believes. */
export class TestIssuer {
  readonly root: SigningKey;
  codeKey: SigningKey;
  indexKey: SigningKey;
  readonly shareA: Uint8Array;
  readonly shareB: Uint8Array;
  readonly cardKey: Uint8Array;
  readonly revoked: string[] = [];
  readonly #random: RandomBytes;
  readonly #previous = new Map<string, ListState>();

  constructor(random: RandomBytes) {
    this.#random = random;
    this.root = this.newKey();
    this.codeKey = this.newKey();
    this.indexKey = this.newKey();
    this.shareA = random(32);
    this.shareB = random(32);
    this.cardKey = deriveJointCardKey(this.shareA, this.shareB);
  }

  newKey(): SigningKey {
    return signingKey(generateSigningKey('EdDSA', this.#random));
  }

  keyList({ issuedAt = NOW, expires = issuedAt + 30 * DAY }: Head = {}): Promise<string> {
    const first = Math.floor(NOW / DAY) - 15;
    return this.#chain('keys', (previous) =>
      issueKeyList(
        {
          issuer: ISSUER,
          issuedAt,
          expires,
          codeKeys: [publicHalf(this.codeKey)],
          indexKeys: [publicHalf(this.indexKey)],
          cardKeys: Array.from({ length: 50 }, (_, i) => ({
            day: first + i,
            publicKey: this.cardKey,
          })),
          revoked: this.revoked,
        },
        { key: this.root, previous },
      ),
    );
  }

  index(content: IndexContent, { issuedAt = NOW, expires = issuedAt + 2 * DAY }: Head = {}) {
    const list = { issuer: ISSUER, issuedAt, expires, ...content };
    return this.#chain('index', (previous) =>
      issueIndexList(list, { key: this.indexKey, previous }),
    );
  }

  withdrawn(codes: readonly WithdrawnCode[], head: Head = {}): Promise<string> {
    const { issuedAt = NOW, expires = issuedAt + 2 * DAY } = head;
    return this.#chain('withdrawn', (previous) =>
      issueWithdrawnList(
        { issuer: ISSUER, issuedAt, expires, codes },
        { key: this.indexKey, previous },
      ),
    );
  }

  /** What the next list of a kind continues; to fork or to roll back on purpose. */
  state(kind: 'keys' | 'index' | 'withdrawn', state?: ListState): ListState | null {
    if (state) this.#previous.set(kind, state);
    return this.#previous.get(kind) ?? null;
  }

  /** One venue's codes of one version, one a zone. */
  async codes(name: string, zones: readonly string[] = [''], codeVersion = 1) {
    const venueId = this.#random(16);
    const seed = this.#random(16);
    const printed = zones.map(async (zone): Promise<PrintedCode> => {
      const content = {
        venueId,
        codeVersion,
        seed,
        notBefore: 0,
        expires: NOW + 300 * DAY,
        kind: 1,
        name,
        address: '12 Hàng Bông, Hà Nội',
        zone,
      };
      const signer = { issuer: ISSUER, host: 'waypost.test', key: this.codeKey };
      const text = await issueVenueCode(content, signer);
      const compactText = await issueCompactVenueCode(content, signer);
      return {
        venueId,
        codeVersion,
        zone,
        locationId: deriveLocationId(content),
        text,
        compactText,
      };
    });
    return Promise.all(printed);
  }

  async #chain(
    kind: string,
    issue: (previous: ListState | null) => Promise<{ text: string; state: ListState }>,
  ): Promise<string> {
    const { text, state } = await issue(this.#previous.get(kind) ?? null);
    this.#previous.set(kind, state);
    return text;
  }
}

const publicHalf = ({ jwk }: SigningKey): PublicJwk => jwk;
