import type { OutbreakEvent } from './outbreaks.ts';

/** How long a visit counts from its check-in, in seconds: nobody checks out. */
export const COVID_ALERT_VISIT_SECONDS = 3600;

/** A stay in the device's diary. */
export interface CovidAlertCheckIn {
  /** Short code of the place. */
  readonly id: string;
  /** Unix seconds. */
  readonly at: number;
}

/** A check-in, and the most serious outbreak it met. */
export interface OutbreakMatch<CheckIn> {
  readonly checkIn: CheckIn;
  readonly outbreak: OutbreakEvent;
}

/** A span of time with both ends included, Unix seconds. */
export interface ClosedWindow {
  readonly start: number;
  readonly end: number;
}

/** Whether two spans share an instant. Closed: spans that only touch do. */
export const doWindowsTouch = (a: ClosedWindow, b: ClosedWindow): boolean =>
  a.start <= b.end && b.start <= a.end;

/** Whether the visit, one hour from its check-in, meets the outbreak at its place. */
export const isInOutbreak = ({ id, at }: CovidAlertCheckIn, outbreak: OutbreakEvent): boolean =>
  id === outbreak.locationId &&
  doWindowsTouch({ start: at, end: at + COVID_ALERT_VISIT_SECONDS }, outbreak);

/**
 * (Visitor's device) Matches a diary with outbreaks: each check-in that met any comes back once, with
 * the most serious, the first of the list among equals. (The app keeps the numerically greater
 * severity, which is the milder advice.) Cost: the check-ins, and those outbreaks at their places.
 */
export function matchOutbreaks<CheckIn extends CovidAlertCheckIn>(
  checkIns: readonly CheckIn[],
  outbreaks: readonly OutbreakEvent[],
): OutbreakMatch<CheckIn>[] {
  const byPlace = new Map<string, OutbreakEvent[]>();
  for (const outbreak of outbreaks) {
    const atPlace = byPlace.get(outbreak.locationId);
    if (atPlace === undefined) byPlace.set(outbreak.locationId, [outbreak]);
    else atPlace.push(outbreak);
  }
  return checkIns.flatMap((checkIn) => {
    const met = (byPlace.get(checkIn.id) ?? []).filter((each) => isInOutbreak(checkIn, each));
    const outbreak = mostSerious(met);
    return outbreak === undefined ? [] : [{ checkIn, outbreak }];
  });
}

/** Severity 1 comes before 2. */
const mostSerious = (outbreaks: readonly OutbreakEvent[]): OutbreakEvent | undefined =>
  outbreaks.find(({ severity }) => severity === 1) ?? outbreaks[0];
