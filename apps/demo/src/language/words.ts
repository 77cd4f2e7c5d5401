import type { Totals } from '../totals.ts';

/** Everything the demonstration says, in one shape for every language. */
export interface Words {
  readonly usage: string;
  readonly steps: readonly [
    venues: string,
    visits: string,
    disclosure: string,
    run: string,
    notice: string,
    devices: string,
    truth: string,
  ];
  readonly starting: string;
  /** Before the share that is done. */
  readonly working: string;
  intro(visitors: number, seed: number, url: string): string;
  readonly storyClock: string;
  readonly aheadOfTime: string;
  venue(name: string, codes: number): string;
  drawn(codes: number, folder: string | null): string;
  visits(t: { visitors: number; checkIns: number; byDevice: number }): string;
  receipts(late: number, unconfirmed: number): string;
  waitHour(time: string): string;
  caseIs(name: string, visits: number): string;
  readonly sent: string;
  readonly withheld: string;
  disclosed(proofs: number): string;
  run(t: {
    stays: number;
    exposures: number;
    minutes: number;
    rule: string;
    version: string;
  }): string;
  digests(input: string, result: string): string;
  readonly drafted: string;
  sameKeyRefused(code: string): string;
  readonly approved: string;
  readonly waitNotice: string;
  published(bytes: number): string;
  matched(devices: number, alerted: number): string;
  withheldMet(people: number): string;
  readonly equal: string;
  difference(t: { visit: number; truth: string; told: string }): string;
  readonly totals: readonly (readonly [key: keyof Totals, label: string])[];
  failed(why: string): string;
  readonly stopped: string;
}
