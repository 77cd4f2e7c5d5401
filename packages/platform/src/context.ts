/**
 * What every use case is given: the world behind ports, and what was configured.
 *
 * @module
 */
import type { RandomBytes } from '@waypost/core/primitives';
import { CheckInWriter, type CheckInWriterOptions, type NextTurn } from './check-in-writer.ts';
import { CheckInCounter, type CheckInLimits, DEFAULT_LIMITS } from './policies/check-in-limits.ts';
import type { Clock, IssuerKeys, PlatformStores } from './ports/index.ts';

/** What may be configured. Every duration says its unit. */
export interface PlatformSettings {
  /** How long check-ins, disclosures, runs and notices are kept. Default 14. */
  readonly retentionDays: number;
  /** How long a new venue code counts. Default 365. */
  readonly venueCodeDays: number;
  /** How long a verification code can be used. Default 86,400: a day. */
  readonly verificationCodeSeconds: number;
  /** Notices come out once in each such span of time, also empty ones. Default 14,400: 4 hours. */
  readonly publishEverySeconds: number;
  /** From how many check-ins an hour on they are marked as unconfirmed. */
  readonly limits: CheckInLimits;
  /** How check-ins are batched. */
  readonly writer: CheckInWriterOptions;
}

/** What the entry point gives. */
export interface PlatformParts extends PlatformStores {
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** The `iss` of everything that is signed. */
  readonly issuer: string;
  /** Host name in venue codes, with a port where it needs one. */
  readonly host: string;
  readonly keys: IssuerKeys;
  /** 32 bytes for the keyed hashes of verification codes. Secret. */
  readonly codePepper: Uint8Array;
  /** Runs work after this turn of the host: `setImmediate` on a server. */
  readonly nextTurn: NextTurn;
  readonly settings?: Partial<PlatformSettings>;
}

/** What every use case is given. Made by {@link platformContext}, once a process. */
export interface PlatformContext extends PlatformParts {
  readonly settings: PlatformSettings;
  /** Every check-in goes through it: it writes in batches. */
  readonly checkInWriter: CheckInWriter;
  /** Counts check-ins by venue and network prefix, in memory only. */
  readonly checkInCounter: CheckInCounter;
}

/** The settings where nothing else is configured. */
export const DEFAULT_SETTINGS: PlatformSettings = {
  retentionDays: 14,
  venueCodeDays: 365,
  verificationCodeSeconds: 86_400,
  publishEverySeconds: 14_400,
  limits: DEFAULT_LIMITS,
  writer: {},
};

/** Puts the parts together with the defaults and with what lives in memory. */
export function platformContext(parts: PlatformParts): PlatformContext {
  const settings = { ...DEFAULT_SETTINGS, ...parts.settings };
  return {
    ...parts,
    settings,
    checkInWriter: new CheckInWriter(parts.checkIns, parts.nextTurn, settings.writer),
    checkInCounter: new CheckInCounter(settings.limits),
  };
}
