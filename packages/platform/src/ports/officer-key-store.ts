/** A key that an officer works with until there is sign-in. */
export interface OfficerKey {
  readonly id: string;
  /** Whose it is, for the log: at most 80 characters. */
  readonly name: string;
  /** SHA-256 of the key: the key itself is stored nowhere. */
  readonly keyHash: Uint8Array;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

/** Officers' keys. */
export interface OfficerKeyStore {
  /** @returns `false` when the id, the name or the hash is taken. */
  insert(key: OfficerKey): Promise<boolean>;
  /** The key with this hash, if it is not revoked. */
  findByHash(keyHash: Uint8Array): Promise<OfficerKey | null>;
  /** By time of making, then id; revoked ones too. */
  list(): Promise<readonly OfficerKey[]>;
  /** @returns `false` when there is no such key, or it is revoked already. */
  revoke(id: string, at: number): Promise<boolean>;
}
