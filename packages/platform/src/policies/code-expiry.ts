import { DAY_SECONDS } from '@waypost/core/primitives';
import type { VenueCode } from '../ports/index.ts';

/** How long before its end a code version's owner is told to print the next one. */
export const EXPIRY_WARNING_SECONDS: number = 30 * DAY_SECONDS;

/**
 * Whether the owner is to print the next version: this one ends within 30 days, or has ended.
 *
 * @param code - A version that was taken back needs no warning.
 * @param now - Unix seconds.
 */
export const expiresSoon = (
  { expires, withdrawnAt }: Pick<VenueCode, 'expires' | 'withdrawnAt'>,
  now: number,
): boolean => withdrawnAt === null && expires - now <= EXPIRY_WARNING_SECONDS;
