/**
 * Numbers for Prometheus, by route pattern: no URL, no address, nothing of a person.
 *
 * @module
 */

/** One request that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** Pattern of the route, as `/v1/venues/{id}`. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Upper bounds of the duration buckets, in seconds. The log names the same ones. */
export const DURATION_BUCKETS: readonly number[] = [0.005, 0.025, 0.1, 0.25, 1, 2.5, 10];

interface Series {
  readonly labels: string;
  readonly statuses: Map<number, number>;
  /** How many took at most the bound of this place. */
  readonly atMost: number[];
  count: number;
  sum: number;
}

/** Counts requests since the start of the process. */
export class Metrics {
  readonly #series = new Map<string, Series>();
  readonly #startedAt: number;

  /** @param startedAt - Unix seconds. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  /** Counts one request. */
  count({ method, route, status, seconds }: AnsweredRequest): void {
    const labels = `method="${method}",route="${route}"`;
    const series = this.#series.get(labels) ?? newSeries(labels);
    this.#series.set(labels, series);
    series.statuses.set(status, (series.statuses.get(status) ?? 0) + 1);
    series.count++;
    series.sum += seconds;
    for (const [i, bound] of DURATION_BUCKETS.entries())
      if (seconds <= bound) series.atMost[i] = (series.atMost[i] ?? 0) + 1;
  }

  /** Everything that was counted, in the text format 0.0.4. */
  text(): string {
    const all = [...this.#series.values()];
    return [
      '# HELP process_start_time_seconds Start of the process, Unix seconds.',
      '# TYPE process_start_time_seconds gauge',
      `process_start_time_seconds ${this.#startedAt}`,
      '# HELP http_requests_total Requests that were answered.',
      '# TYPE http_requests_total counter',
      ...all.flatMap(({ labels, statuses }) =>
        [...statuses].map(
          ([status, n]) => `http_requests_total{${labels},status="${status}"} ${n}`,
        ),
      ),
      '# HELP http_request_duration_seconds Time until the answer was ready.',
      '# TYPE http_request_duration_seconds histogram',
      ...all.flatMap(histogramLines),
      '',
    ].join('\n');
  }
}

const newSeries = (labels: string): Series => ({
  labels,
  statuses: new Map(),
  atMost: DURATION_BUCKETS.map(() => 0),
  count: 0,
  sum: 0,
});

function histogramLines({ labels, atMost, count, sum }: Series): string[] {
  const name = 'http_request_duration_seconds';
  return [
    ...DURATION_BUCKETS.map((bound, i) => `${name}_bucket{${labels},le="${bound}"} ${atMost[i]}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${sum}`,
    `${name}_count{${labels}} ${count}`,
  ];
}
