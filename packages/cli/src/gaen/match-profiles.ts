/**
 * How the keys of a country are understood, by the score that `--config` asks for.
 *
 * @module
 */
import {
  CWA_DATA_MAPPING,
  type DataMapping,
  type DiagnosisKey,
  decodeCwaRiskLevel,
  NHS_DATA_MAPPING,
  PLAIN_DATA_MAPPING,
  type RiskKind,
} from '@waypost/core/gaen';

/** How the keys of one country are to be understood. */
export interface MatchProfile {
  readonly mapping: DataMapping;
  readonly includeRecursive: boolean;
  /** What a key says, in fields that the mapping knows. */
  readonly readKey: (key: DiagnosisKey) => DiagnosisKey;
}

/** For keys of nobody in particular. */
export const PLAIN_PROFILE: MatchProfile = {
  mapping: PLAIN_DATA_MAPPING,
  includeRecursive: false,
  readKey: (key) => key,
};

/** By the kind of the score that follows. */
export const PROFILES: Readonly<Record<RiskKind, MatchProfile>> = {
  cwa: { mapping: CWA_DATA_MAPPING, includeRecursive: true, readKey: decodeCwaRiskLevel },
  nhs: { ...PLAIN_PROFILE, mapping: NHS_DATA_MAPPING },
  'google-v1': PLAIN_PROFILE,
  'google-v2': PLAIN_PROFILE,
};
