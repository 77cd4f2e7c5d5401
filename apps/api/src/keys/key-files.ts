/**
 * The issuer's keys as files, and the key list that the root key signs over them. The root key is
 * needed to sign a new list and for nothing else: everything runs without it until the list ends.
 *
 * | file               | holds                                        | secret          |
 * | ------------------ | -------------------------------------------- | --------------- |
 * | `root.json`        | private root key; keep it offline            | yes             |
 * | `root.public.json` | its public half, whose thumbprint is pinned  | no              |
 * | `code.json`        | private key that signs venue codes           | yes             |
 * | `index.json`       | private key that signs lists                 | yes             |
 * | `card-share-*.json`| shares of the card keys, one file an office  | yes             |
 * | `key-list.jwt`     | the key list                                 | no              |
 * | `code-pepper`      | key of the hashes of verification codes      | yes             |
 *
 * @module
 */
import {
  jwkThumbprint,
  type PrivateJwk,
  type PublicJwk,
  type SigningKey,
  signingKey,
} from '@waypost/core/jws';
import {
  cardKeyFor,
  codeKeys,
  indexKeys,
  issueKeyList,
  KEY_LIST_LIFETIME_SECONDS,
  type KeyList,
  type KeyListContent,
  type VerifiedList,
  verifyKeyList,
} from '@waypost/core/keys-and-lists';
import { DAY_SECONDS, isWaypostError } from '@waypost/core/primitives';
import type { IssuerKeys } from '@waypost/platform/ports';
import { type CardDays, dropCardShares, extendCardKeys, startCardShares } from './card-shares.ts';
import {
  ensureKey,
  ensurePepper,
  ensureRoot,
  FILES,
  type KeySource,
  parseKey,
  unusable,
} from './ensure-keys.ts';

/** Card keys are listed this many days ahead. Protocol section 2. */
const CARD_DAYS_AHEAD = 35;

/** How the keys are made and kept. */
export interface KeyFilesOptions extends KeySource {
  /** The `iss` of the key list. */
  readonly issuer: string;
  readonly retentionDays: number;
}

/** Until when the key list holds, and whether it can be renewed here. */
export interface KeyListOutlook {
  /** Unix seconds: from here on clients stop at it. */
  readonly expires: number;
  /** Last UTC day that has a card key. */
  readonly lastCardDay: number;
  /** Path of the root key, or `null` once it was taken away. */
  readonly rootKeyFile: string | null;
}

/** Keys of the issuer that lie in files. */
export class KeyFiles implements IssuerKeys {
  readonly #options: KeyFilesOptions;
  readonly codeKey: PrivateJwk;
  readonly indexKey: PrivateJwk;
  /** RFC 7638 thumbprint of the root key: what clients pin. */
  readonly rootThumbprint: string;
  /** 32 bytes for the keyed hashes of verification codes. Secret. */
  readonly codePepper: Uint8Array;
  #text = '';
  #verified: VerifiedList<KeyList> | null = null;

  private constructor(options: KeyFilesOptions) {
    this.#options = options;
    this.codeKey = ensureKey(options, FILES.code).privateJwk;
    this.indexKey = ensureKey(options, FILES.index).privateJwk;
    this.rootThumbprint = ensureRoot(options);
    this.codePepper = ensurePepper(options);
  }

  /**
   * Opens the keys, making them at the first start; signs a new key list where one is due and the root
   * key is here.
   *
   * @param now - Unix seconds.
   * @throws Error with a message for the operator where the files do not fit together.
   */
  static async open(options: KeyFilesOptions, now: number): Promise<KeyFiles> {
    const keys = new KeyFiles(options);
    await keys.renew(now);
    return keys;
  }

  get keyListText(): string {
    return this.#text;
  }

  get codeKeys(): readonly PublicJwk[] {
    return [...codeKeys(this.#list).values()].map(({ jwk }) => jwk);
  }

  get indexKeys(): readonly PublicJwk[] {
    return [...indexKeys(this.#list).values()].map(({ jwk }) => jwk);
  }

  cardKey(day: number): Uint8Array | null {
    return cardKeyFor(this.#list, day);
  }

  /** Until when this list holds. */
  get outlook(): KeyListOutlook {
    const { folder } = this.#options;
    return {
      expires: this.#list.expires,
      lastCardDay: Math.max(...this.#list.cardKeys.keys()),
      rootKeyFile: folder.read(FILES.root) === null ? null : folder.pathOf(FILES.root),
    };
  }

  /**
   * Destroys the card shares that are past the retention, and signs the next key list where it is due
   * and the root key is here. Call it at start and every hour.
   *
   * @returns Whether a list was signed.
   */
  async renew(now: number): Promise<boolean> {
    const { folder, retentionDays } = this.#options;
    const today = Math.floor(now / DAY_SECONDS);
    const days = { first: today - retentionDays, last: today + CARD_DAYS_AHEAD };
    dropCardShares(folder, days.first);
    await this.#read(now);
    const root = folder.read(FILES.root);
    if (root === null || !this.#isDue(now, days)) return false;
    folder.write(FILES.keyList, await this.#sign(now, { days, root: parseKey(root, FILES.root) }));
    await this.#read(now);
    return true;
  }

  get #list(): KeyList {
    if (this.#verified === null) throw new Error('there is no key list');
    return this.#verified.list;
  }

  async #read(now: number): Promise<void> {
    const { folder, issuer } = this.#options;
    const text = folder.read(FILES.keyList);
    if (text === null && folder.read(FILES.root) !== null) return;
    if (text === null) throw unusable(FILES.keyList, 'it is missing, and the root key is not here');
    const trust = { issuer, rootThumbprint: this.rootThumbprint, seen: null };
    try {
      this.#verified = await verifyKeyList(text, trust, now);
    } catch (error) {
      throw unusable(FILES.keyList, isWaypostError(error) ? error.code : 'it cannot be read');
    }
    this.#text = text;
    this.#assertListed();
  }

  #assertListed(): void {
    const listed = (jwk: PrivateJwk, keys: readonly PublicJwk[]): boolean =>
      keys.some(({ kid }) => kid === jwkThumbprint(jwk));
    const isComplete = listed(this.codeKey, this.codeKeys) && listed(this.indexKey, this.indexKeys);
    if (!isComplete && this.#options.folder.read(FILES.root) === null)
      throw unusable(
        FILES.keyList,
        'it does not list the keys beside it, and the root key is not here',
      );
  }

  #isDue(now: number, days: CardDays): boolean {
    if (this.#verified === null) return true;
    const { issuedAt, cardKeys, keys } = this.#verified.list;
    const own = [this.codeKey, this.indexKey].map((jwk) => jwkThumbprint(jwk));
    return (
      now >= issuedAt + DAY_SECONDS || !cardKeys.has(days.last) || own.some((kid) => !keys.has(kid))
    );
  }

  async #sign(
    now: number,
    { days, root }: { readonly days: CardDays; readonly root: SigningKey },
  ): Promise<string> {
    const { folder, issuer, randomBytes } = this.#options;
    const before = this.#verified;
    if (before === null) startCardShares(folder);
    const cardKeys = extendCardKeys(folder, days, randomBytes) ?? listedCardKeys(before, days);
    const content: KeyListContent = {
      issuer,
      issuedAt: now,
      expires: now + KEY_LIST_LIFETIME_SECONDS,
      codeKeys: withOwn(before ? this.codeKeys : [], this.codeKey),
      indexKeys: withOwn(before ? this.indexKeys : [], this.indexKey),
      cardKeys,
      revoked: [...(before?.list.revoked ?? [])],
    };
    const { text } = await issueKeyList(content, { key: root, previous: before?.state ?? null });
    return text;
  }
}

/** The card keys that stay where no new ones can be made. */
const listedCardKeys = (before: VerifiedList<KeyList> | null, { first }: CardDays) =>
  [...(before?.list.cardKeys ?? [])]
    .filter(([day]) => day >= first)
    .map(([day, publicKey]) => ({ day, publicKey }));

/** Retired keys stay listed: posters that they signed still hang. */
function withOwn(listed: readonly PublicJwk[], own: PrivateJwk): readonly PublicJwk[] {
  const { jwk } = signingKey(own);
  return listed.some(({ kid }) => kid === jwk.kid) ? listed : [...listed, jwk];
}
