/** A stay in the device's diary: the instant of check-in, and no end. */
export interface NzCheckIn {
  /** What {@link deriveGlnHash} gives; empty for a place that was typed in by hand. */
  readonly glnHash: string;
  /** Unix time in milliseconds, as in the events. */
  readonly startMs: number;
}

/** What is published of a place of exposure, as far as matching needs it. */
export interface NzExposureEvent {
  /** The same in each copy of one event. */
  readonly eventId: string;
  readonly glnHash: string;
  /** Unix time in milliseconds, excluded. */
  readonly startMs: number;
  /** Unix time in milliseconds, excluded. */
  readonly endMs: number;
}

/** An event, and the check-in it concerns. */
export interface NzMatch<Event, CheckIn> {
  readonly event: Event;
  readonly checkIn: CheckIn;
}

/** What is matched. Events and check-ins may carry more, and come back as they are. */
export interface NzMatchInput<Event, CheckIn> {
  readonly events: readonly Event[];
  readonly checkIns: readonly CheckIn[];
  /** Events that were matched before; each is told once. */
  readonly knownEventIds?: ReadonlySet<string> | undefined;
}

/** Whether a check-in lies in the event: at its place, and strictly between its start and its end. */
export const isInNzEvent = (checkIn: NzCheckIn, event: NzExposureEvent): boolean =>
  event.glnHash !== '' &&
  checkIn.glnHash === event.glnHash &&
  event.startMs < checkIn.startMs &&
  checkIn.startMs < event.endMs;

/**
 * (Visitor's device) Finds the events that concern it: for each the newest check-in that lies in it.
 * An event is told once, whether its copy comes later or in the same list. Cost: each event is
 * compared with each check-in of the diary.
 */
export function matchNzExposures<Event extends NzExposureEvent, CheckIn extends NzCheckIn>({
  events,
  checkIns,
  knownEventIds = new Set(),
}: NzMatchInput<Event, CheckIn>): NzMatch<Event, CheckIn>[] {
  const told = new Set(knownEventIds);
  const matches: NzMatch<Event, CheckIn>[] = [];
  for (const event of events) {
    if (told.has(event.eventId)) continue;
    const checkIn = newest(checkIns.filter((candidate) => isInNzEvent(candidate, event)));
    if (checkIn === undefined) continue;
    told.add(event.eventId);
    matches.push({ event, checkIn });
  }
  return matches;
}

function newest<CheckIn extends NzCheckIn>(checkIns: readonly CheckIn[]): CheckIn | undefined {
  let best: CheckIn | undefined;
  for (const checkIn of checkIns)
    if (best === undefined || checkIn.startMs > best.startMs) best = checkIn;
  return best;
}
