/**
 * What a device knows of one diagnosis key within half an hour: the form in which every risk score is
 * computed. Built by the matching, and read from files by whoever scores only.
 *
 * Spec: Exposure Notification API, `ExposureWindow` and `ScanInstance`.
 *
 * @module
 */

/** How far from the onset of symptoms: 0 none, 1 standard, 2 high. */
export type Infectiousness = 0 | 1 | 2;

/** Sightings of one scan of a few seconds. Attenuation is in dB, 0 or more. */
export interface ScanInstance {
  /** Mean of the scan's sightings. */
  readonly typicalAttenuation: number;
  /** Least of the scan's sightings. */
  readonly minAttenuation: number;
  /** Seconds since the scan before, at most 300. */
  readonly secondsSinceLastScan: number;
}

/** At most 30 minutes with one diagnosis key. */
export interface ExposureWindow {
  /** UTC days since 1970. */
  readonly day: number;
  /** See `REPORT_TYPES`. */
  readonly reportType: number;
  readonly infectiousness: Infectiousness;
  /** 0 lowest to 3 high: how well the sender's signal is calibrated. */
  readonly calibrationConfidence: number;
  /** In order of time. */
  readonly scanInstances: readonly ScanInstance[];
}
