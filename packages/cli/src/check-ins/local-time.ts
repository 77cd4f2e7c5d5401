const DAY_SECONDS = 86_400;
const QUARTER_SECONDS = 900;
/** Quarters of an hour that a zone remembers: 30 years. */
const MAX_QUARTERS = 1 << 20;

/** Whether the runtime knows the IANA zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Wall-clock times of one IANA zone, to and from Unix seconds. */
export class LocalTime {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  /** Offset by quarter of an hour of local time; `null` where the clock leaps over it. */
  readonly #offsets = new Map<number, number | null | 'changes'>();

  /** @param name - A zone that {@link isTimeZone} knows. */
  constructor(name: string) {
    this.name = name;
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /**
   * Unix seconds of a wall-clock time, given as if it were UTC.
   *
   * @returns The earlier instant where the clock shows the time twice; `null` where it never does.
   */
  toUnix(wallClock: number): number | null {
    const quarter = Math.floor(wallClock / QUARTER_SECONDS);
    let offset = this.#offsets.get(quarter);
    if (offset === undefined) {
      offset = this.#offsetOfQuarter(quarter * QUARTER_SECONDS);
      if (this.#offsets.size === MAX_QUARTERS) this.#offsets.clear();
      this.#offsets.set(quarter, offset);
    }
    if (offset === 'changes') offset = this.#offsetOf(wallClock);
    return offset === null ? null : wallClock - offset;
  }

  /** Seconds that the zone is ahead of UTC at an instant. */
  offsetAt(unixSeconds: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(unixSeconds * 1000))
      parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - unixSeconds;
  }

  /** ISO 8601 with offset, to the second: `2021-06-01T17:00:00+07:00`. */
  toIso(unixSeconds: number): string {
    const offset = this.offsetAt(unixSeconds);
    const wallClock = new Date((unixSeconds + offset) * 1000).toISOString().slice(0, 19);
    const minutes = Math.abs(Math.round(offset / 60));
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${wallClock}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }

  /** For people, to the minute: `2021-06-01 17:00`. */
  toDisplay(unixSeconds: number): string {
    return this.toIso(unixSeconds).slice(0, 16).replace('T', ' ');
  }

  /** Clocks change at whole quarters; but in St John's, until 2011, a minute past midnight. */
  #offsetOfQuarter(start: number): number | null | 'changes' {
    const offset = this.#offsetOf(start);
    return offset === this.#offsetOf(start + QUARTER_SECONDS - 1) ? offset : 'changes';
  }

  #offsetOf(wallClock: number): number | null {
    // The offset in force is the one of the day before or of the day after.
    const candidates = [
      this.offsetAt(wallClock - DAY_SECONDS),
      this.offsetAt(wallClock + DAY_SECONDS),
    ];
    const valid = candidates.filter((offset) => this.offsetAt(wallClock - offset) === offset);
    return valid.length === 0 ? null : Math.max(...valid); // the larger offset is the earlier instant
  }
}
