/** A code that a department gives to a positive person, to send a disclosure with. */
export interface VerificationCode {
  readonly id: string;
  /** Keyed hash of the code, 32 bytes: the code itself is stored nowhere. */
  readonly codeHash: Uint8Array;
  /** Unix seconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Officer's key id. */
  readonly issuedBy: string;
}

/** What a person chose to disclose, as far as the server keeps it. */
export interface Disclosure {
  readonly id: string;
  readonly codeId: string;
  /** Unix seconds. */
  readonly receivedAt: number;
  /** Hours since 1970 in which its code was issued: a case's check-ins count if received before it. */
  readonly codeIssuedHour: number;
  /** UTC day, or `null`. */
  readonly symptomOnsetDay: number | null;
  /** SHA-256 of the key that withdraws it, 32 bytes. */
  readonly withdrawHash: Uint8Array;
  /** Contact ids that were disclosed and known, sorted. */
  readonly contactIds: readonly Uint8Array[];
  /** Stays that were only in the person's diary. */
  readonly places: readonly DisclosedPlace[];
}

/** A stay that no check-in stands for. Unix seconds. */
export interface DisclosedPlace {
  readonly locationId: Uint8Array;
  readonly arrivedAt: number;
  readonly departedAt: number;
}

/** Verification codes and what was disclosed with them. */
export interface CaseStore {
  /** @returns `false` when a code with this hash exists. */
  insertCode(code: VerificationCode): Promise<boolean>;
  /**
   * Uses a code up and stores the disclosure made with it, both or neither.
   *
   * `bodyHash` (32 bytes) makes it idempotent: the same body within 24 hours of the first is
   * `accepted` again. Atomic under concurrent calls: a code is used once.
   * @returns `refused` for an unknown, expired (from `expiresAt` on) or used code, without telling which.
   */
  discloseOnce(attempt: {
    readonly codeHash: Uint8Array;
    readonly bodyHash: Uint8Array;
    readonly now: number;
    readonly disclosureOf: (code: VerificationCode) => Disclosure;
  }): Promise<'accepted' | 'refused'>;
  /** By time of receipt, then id. */
  listDisclosures(limit: number): Promise<readonly Disclosure[]>;
  findDisclosure(id: string): Promise<Disclosure | null>;
  /**
   * Erases disclosures received before `cutoff` (Unix seconds), and codes that expired before it;
   * returns how many disclosures.
   */
  dropBefore(cutoff: number): Promise<number>;
}
