import type { WaypostErrorCode } from '@waypost/core/primitives';
import type { ExportVerdict } from '../../gaen/verdict.ts';

/** Why a file of `waypost gaen` cannot be used. */
export type GaenProblem =
  | { readonly kind: 'export-refused'; readonly code: WaypostErrorCode }
  | { readonly kind: 'file-too-large'; readonly max: number }
  | { readonly kind: 'keys-not-json' }
  | { readonly kind: 'not-json' }
  | { readonly kind: 'window-field'; readonly field: string }
  | { readonly kind: 'key-field'; readonly field: string }
  | { readonly kind: 'sightings-header' }
  | { readonly kind: 'no-exports' }
  | { readonly kind: 'not-believed'; readonly verdict: ExportVerdict }
  | { readonly kind: 'config-refused'; readonly setting: string };

/** What an export can be refused for, but for its signatures: those are a verdict. */
export type ExportRefusal =
  | 'EXPORT_ARCHIVE_MALFORMED'
  | 'EXPORT_ENTRY_DUPLICATE'
  | 'EXPORT_ENTRY_MISSING'
  | 'EXPORT_ENTRY_UNEXPECTED'
  | 'EXPORT_TOO_LARGE'
  | 'EXPORT_TRUNCATED'
  | 'EXPORT_MAGIC'
  | 'EXPORT_MALFORMED'
  | 'EXPORT_KEY_LENGTH'
  | 'EXPORT_KEY_RANGE';

/** The sentences of `waypost gaen`. */
export interface GaenMessages {
  readonly gaen: string;
  readonly inspect: string;
  readonly inspectExamples: string;
  readonly file: string;
  readonly key: string;
  readonly json: string;
  readonly reencode: string;
  readonly reencodeExamples: string;
  readonly risk: string;
  readonly riskExamples: string;
  readonly riskConfig: string;
  readonly windows: string;
  readonly today: string;
  readonly export: string;
  readonly exportExamples: string;
  readonly keysFile: string;
  readonly signingKey: string;
  readonly keyId: string;
  readonly keyVersion: string;
  readonly region: string;
  readonly start: string;
  readonly end: string;
  readonly out: string;
  readonly keygen: string;
  readonly keygenExamples: string;
  readonly keygenOut: string;
  keygenDone(name: string): string;
  /** What is wrong with a file, and what to do. */
  problem(problem: GaenProblem): string;
  publicKeyUnreadable(file: string): string;
  signingKeyUnreadable(file: string): string;
  window(): string;
  noOutput(file: string): string;
  readonly fields: Readonly<
    Record<
      | 'signature'
      | 'signer'
      | 'keys'
      | 'revisedKeys'
      | 'region'
      | 'start'
      | 'end'
      | 'batch'
      | 'reportTypes'
      | 'rollingPeriods',
      string
    >
  >;
  readonly verdict: Readonly<Record<ExportVerdict, string>>;
  batch(num: number, size: number): string;
  manyPeriods(min: number, max: number, count: number): string;
  readonly match: GaenMatchMessages;
}

/** The sentences of `waypost gaen match`. */
export interface GaenMatchMessages {
  readonly match: string;
  readonly examples: string;
  readonly exports: string;
  readonly sightings: string;
  readonly config: string;
  readonly tolerance: string;
  readonly key: string;
  readonly facts: Readonly<
    Record<'exports' | 'keys' | 'revisedKeys' | 'sightings' | 'matchedKeys', string>
  >;
  /** Headings: day, keys heard, windows, minutes. */
  readonly columns: readonly [string, string, string, string];
  toleranceRange(value: string): string;
  /** @param kind - Of the score, as `cwa`. */
  risk(kind: string): string;
}

/** What is wrong with an export, by its code. */
export const refusalOf = (
  refusals: Readonly<Record<ExportRefusal, string>>,
  code: WaypostErrorCode,
): string | undefined => (refusals as Readonly<Partial<Record<string, string>>>)[code];
