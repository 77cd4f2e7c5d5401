/** One contact id at one venue under one run. */
export interface Exposure {
  readonly contactId: Uint8Array;
  readonly venueId: Uint8Array;
  /** Whole minutes of common presence, rounded half up. */
  readonly minutes: number;
  /** 1 low, 2 raised, 3 high. */
  readonly severity: 1 | 2 | 3;
  readonly onBehalf: boolean;
  readonly late: boolean;
  readonly unconfirmed: boolean;
}

/** What a run was asked to count. */
export interface RunRequest {
  readonly disclosureIds: readonly string[];
  /** Name of a preset of the core, as `who-15min`. What was set otherwise is in the effective rule. */
  readonly rule: string;
  readonly withLate: boolean;
  readonly withUnconfirmed: boolean;
}

/** A matching run: immutable once it stands. */
export interface MatchingRun {
  readonly id: string;
  readonly request: RunRequest;
  /** Every effective setting of the rule, as JSON of strings, numbers, booleans and null. */
  readonly effectiveRule: Readonly<Record<string, string | number | boolean | null>>;
  readonly ruleVersion: string;
  /**
   * `sha256:` and 64 hexadecimal digits over what was compared: the case's check-ins that counted, and
   * the presence that others shared with them.
   */
  readonly inputDigest: string;
  /** `sha256:` and 64 hexadecimal digits over the exposures. */
  readonly resultDigest: string;
  readonly createdAt: number;
  /** Officer's key id, or `schedule` for the empty run behind an empty notice. */
  readonly createdBy: string;
  readonly totals: {
    readonly caseStays: number;
    readonly exposures: number;
    readonly venues: number;
    readonly overlapMinutes: number;
  };
}

/** Matching runs and the exposures they found. */
export interface RunStore {
  /** Stores a run with its exposures, or nothing. @returns `false` when the id is taken. */
  insert(run: MatchingRun, exposures: readonly Exposure[]): Promise<boolean>;
  find(id: string): Promise<MatchingRun | null>;
  /** Sorted by contact id, then venue id. */
  listExposures(id: string): Promise<readonly Exposure[]>;
  /** Erases runs made before `cutoff` (Unix seconds); returns how many. */
  dropBefore(cutoff: number): Promise<number>;
}
