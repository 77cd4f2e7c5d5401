/**
 * What the French server did with the visits of a case, as pure functions. Times are Unix seconds.
 *
 * @module
 */
import { toHex } from '../../primitives/index.ts';
import { type CleaMessage, CRI_EXP_NEVER, PERIOD_UNLIMITED } from './message.ts';

/** Exposure is counted in slots of this length, from the beginning of the period. */
export const CLEA_SLOT_SECONDS = 1800;
/** Scans of one place at most so far apart are one visit. */
export const DUP_SCAN_THRESHOLD_SECONDS = 10_800;
/** How far the clocks of device and phone may be off together: five minutes each. */
export const CLEA_CLOCK_DRIFT_SECONDS = 600;

/** One scan of a case, as uploaded. */
export interface CleaScan {
  /** 16 bytes. */
  readonly ltId: Uint8Array;
  /** t_qrScan, Unix seconds. */
  readonly scannedAt: number;
}

/** Slots of a period, both included, counted from zero. */
export interface CleaSlots {
  readonly first: number;
  readonly last: number;
}

/** How many slots around a scan count, for some kind of venue. `null` stands for any. */
export interface ExposureTimeRule {
  readonly venueType: number | null;
  readonly venueCategory1: number | null;
  readonly venueCategory2: number | null;
  /** Slots before and after the scan, for where the case may have been infected. */
  readonly backward: number;
  /** Slots before and after the scan, for where the case may have infected others. */
  readonly forward: number;
  readonly staffBackward: number;
  readonly staffForward: number;
}

/** Every how many seconds a code is renewed, by its CRIexp; 0 for never within the period. */
export const qrCodeRenewalInterval = (criExp: number): number =>
  criExp === CRI_EXP_NEVER ? 0 : 2 ** criExp;

/**
 * Whether a code was scanned near the time it was shown: at most one renewal interval and
 * {@link CLEA_CLOCK_DRIFT_SECONDS} from its start, before or after. Codes that are never renewed
 * are always fresh.
 */
export function isFreshScan(
  { criExp, qrStart }: Pick<CleaMessage, 'criExp' | 'qrStart'>,
  scannedAt: number,
): boolean {
  const interval = qrCodeRenewalInterval(criExp);
  return interval === 0 || Math.abs(scannedAt - qrStart) <= interval + CLEA_CLOCK_DRIFT_SECONDS;
}

/**
 * Drops each scan that is at most {@link DUP_SCAN_THRESHOLD_SECONDS} from one of the same LTId that
 * was kept before it in the list.
 */
export function removeDuplicateScans<Scan extends CleaScan>(
  scans: readonly Scan[],
): readonly Scan[] {
  const keptTimes = new Map<string, number[]>();
  return scans.filter(({ ltId, scannedAt }) => {
    const place = toHex(ltId);
    const times = keptTimes.get(place) ?? [];
    if (times.some((time) => Math.abs(time - scannedAt) <= DUP_SCAN_THRESHOLD_SECONDS))
      return false;
    times.push(scannedAt);
    keptTimes.set(place, times);
    return true;
  });
}

/**
 * The most specific rule for a venue: by its type first, then by category 1, then by category 2; the
 * first of equals. `null` where none fits.
 */
export function findExposureTimeRule(
  rules: readonly ExposureTimeRule[],
  venue: Pick<CleaMessage, 'venueType' | 'venueCategory1' | 'venueCategory2'>,
): ExposureTimeRule | null {
  const fits = (wanted: number | null, actual: number): boolean =>
    wanted === null || wanted === actual;
  return rules
    .filter(
      (rule) =>
        fits(rule.venueType, venue.venueType) &&
        fits(rule.venueCategory1, venue.venueCategory1) &&
        fits(rule.venueCategory2, venue.venueCategory2),
    )
    .reduce<ExposureTimeRule | null>(
      (best, rule) => (best === null || specificity(rule) > specificity(best) ? rule : best),
      null,
    );
}

/** How many slots around a scan count by a rule. `backward`: scanned before the pivot date. */
export function exposureSlots(
  rule: ExposureTimeRule,
  { staff, backward }: { readonly staff: boolean; readonly backward: boolean },
): number {
  if (staff) return backward ? rule.staffBackward : rule.staffForward;
  return backward ? rule.backward : rule.forward;
}

/**
 * The slots of the period in which a case counts as present: so many before and after the slot of
 * the scan, as far as the period goes. There was no check-out.
 *
 * @param slots - Whole number, from {@link exposureSlots}.
 * @returns `null` for a scan before the period, and for one so long after that no slot is left.
 */
export function exposedSlots(
  { periodStart, periodDuration }: Pick<CleaMessage, 'periodStart' | 'periodDuration'>,
  scannedAt: number,
  slots: number,
): CleaSlots | null {
  const scanSlot = Math.floor((scannedAt - periodStart) / CLEA_SLOT_SECONDS);
  if (scanSlot < 0) return null;
  const first = Math.max(0, scanSlot - slots);
  const last = Math.min(lastSlot(periodDuration), scanSlot + slots);
  return first <= last ? { first, last } : null;
}

function lastSlot(periodDuration: number): number {
  if (periodDuration === PERIOD_UNLIMITED) return Number.POSITIVE_INFINITY;
  return (periodDuration * 3600) / CLEA_SLOT_SECONDS - 1;
}

const specificity = (rule: ExposureTimeRule): number =>
  (rule.venueType === null ? 0 : 4) +
  (rule.venueCategory1 === null ? 0 : 2) +
  (rule.venueCategory2 === null ? 0 : 1);
