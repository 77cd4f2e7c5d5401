import type { Cluster, IndexContacts, Totals } from '@waypost/core/matching';
import type { BadRow } from '../check-ins/read-check-ins.ts';
import type { MatchRequest } from './options.ts';

/** What is known before the first contact is looked for. */
export interface MatchInput {
  readonly request: MatchRequest;
  readonly ruleVersion: string;
  readonly nearDigest: string | null;
  readonly inputDigest: string;
  readonly rows: { readonly read: number; readonly skipped: number };
  readonly badRows: readonly BadRow[];
  /** Index persons without a check-in; only with `--skip-bad-rows`. */
  readonly unknownIndex: readonly string[];
  readonly clusters: FoundClusters | null;
}

/** Clusters, and the window they were looked for in, `[start, end)` in Unix seconds. */
export interface FoundClusters {
  readonly window: { readonly start: number; readonly end: number };
  readonly venues: readonly Cluster[];
  /** SHA-256 of the cases' ids, sorted, one a line. */
  readonly casesDigest: string;
  /** Cases who have no check-in. */
  readonly unknownCases: number;
}

/** What is known at the end. */
export interface MatchFindings {
  readonly totals: Totals;
}

/** Takes a result in the order in which it is found. Nothing is held that need not be. */
export interface Report {
  begin(input: MatchInput): Promise<void>;
  indexPerson(found: IndexContacts): Promise<void>;
  end(findings: MatchFindings, input: MatchInput): Promise<void>;
}
