import { isWaypostError, WaypostError } from '../../primitives/index.ts';

/** A code that claims to be of CrowdNotifier and is damaged. */
export const malformedCode = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `CrowdNotifier code is malformed: ${what}`, {
    format: 'crowdnotifier',
    what,
  });

/** A list, or a report, that cannot be read. */
export const malformedList = (what: string): WaypostError =>
  new WaypostError('VENUE_LIST_MALFORMED', `CrowdNotifier list is malformed: ${what}`, {
    format: 'crowdnotifier',
    what,
  });

/** Runs a decoder. Whatever it finds wrong is told as one error, which names the innermost part. */
export function decoding<T>(error: (what: string) => WaypostError, what: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    const told = error(what);
    throw isWaypostError(cause) && cause.code !== told.code ? told : cause;
  }
}

/** proto3 leaves out what is zero. */
export const unlessZero = (value: number): number | undefined => (value === 0 ? undefined : value);

/** proto3 leaves out what is empty. */
export const unlessEmpty = <T extends string | Uint8Array>(value: T): T | undefined =>
  value.length === 0 ? undefined : value;
