import { DAY_SECONDS, equalBytes, toHex } from '@waypost/core/primitives';
import type { CaseStore, Disclosure, VerificationCode } from '../ports/index.ts';

interface Use {
  readonly bodyHash: Uint8Array;
  readonly at: number;
}

/** A {@link CaseStore} in memory. */
export function memoryCaseStore(): CaseStore {
  const codes = new Map<string, VerificationCode>();
  const uses = new Map<string, Use>();
  const disclosures = new Map<string, Disclosure>();
  const sorted = (): Disclosure[] =>
    [...disclosures.values()].sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));

  return {
    async insertCode(code) {
      const key = toHex(code.codeHash);
      if (codes.has(key)) return false;
      codes.set(key, code);
      return true;
    },
    async discloseOnce({ codeHash, bodyHash, now, disclosureOf }) {
      const key = toHex(codeHash);
      const code = codes.get(key);
      const use = uses.get(key);
      if (use) return isRepeated(use, bodyHash, now) ? 'accepted' : 'refused';
      if (!code || now >= code.expiresAt) return 'refused';
      const disclosure = disclosureOf(code);
      uses.set(key, { bodyHash, at: now });
      disclosures.set(disclosure.id, disclosure);
      return 'accepted';
    },
    async listDisclosures(limit) {
      return sorted().slice(0, limit);
    },
    async findDisclosure(id) {
      return disclosures.get(id) ?? null;
    },
    async dropBefore(cutoff) {
      for (const [key, { expiresAt }] of codes)
        if (expiresAt < cutoff) {
          codes.delete(key);
          uses.delete(key);
        }
      const dropped = sorted().filter(({ receivedAt }) => receivedAt < cutoff);
      for (const { id } of dropped) disclosures.delete(id);
      return dropped.length;
    },
  };
}

const isRepeated = (use: Use, bodyHash: Uint8Array, now: number): boolean =>
  equalBytes(use.bodyHash, bodyHash) && now < use.at + DAY_SECONDS;
