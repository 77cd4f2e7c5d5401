import type { LocalMinute } from '../dates.ts';
import type { LanguageCode } from '../drawing.ts';

/** Everything a poster says in one language. */
export interface Words {
  readonly language: LanguageCode;
  /** What the document is called. */
  title(name: string): string;
  readonly headline: string;
  /** What to do, in three steps: for sheets, and in a few words for cards. */
  readonly steps: readonly [string, string, string];
  readonly shortSteps: readonly [string, string, string];
  /** What the code is, for those who do not see it. */
  readonly codeAlt: string;
  readonly zone: string;
  readonly noPhone: string;
  /** Stands before an address to write to. */
  readonly contact: string;
  readonly otherApps: string;
  otherAppAlt(label: string): string;
  readonly venueNumber: string;
  version(version: number): string;
  issued(day: LocalMinute): string;
  validUntil(minute: LocalMinute): string;
}
