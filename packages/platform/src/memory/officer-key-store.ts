import { equalBytes } from '@waypost/core/primitives';
import type { OfficerKey, OfficerKeyStore } from '../ports/index.ts';

/** An {@link OfficerKeyStore} in memory. */
export function memoryOfficerKeyStore(): OfficerKeyStore {
  const keys = new Map<string, OfficerKey>();
  const findByHash = (keyHash: Uint8Array): OfficerKey | undefined =>
    [...keys.values()].find((key) => equalBytes(key.keyHash, keyHash));

  return {
    async insert(key) {
      const isNameTaken = [...keys.values()].some(({ name }) => name === key.name);
      if (keys.has(key.id) || isNameTaken || findByHash(key.keyHash)) return false;
      keys.set(key.id, key);
      return true;
    },
    async findByHash(keyHash) {
      const key = findByHash(keyHash);
      return key && key.revokedAt === null ? key : null;
    },
    async list() {
      return [...keys.values()].sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
    },
    async revoke(id, at) {
      const key = keys.get(id);
      if (!key || key.revokedAt !== null) return false;
      keys.set(id, { ...key, revokedAt: at });
      return true;
    },
  };
}
