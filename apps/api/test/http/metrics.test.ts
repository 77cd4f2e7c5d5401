import { expect, it } from 'vitest';
import { Metrics } from '../../src/http/metrics.ts';

it('writes counters and a cumulative histogram', () => {
  const metrics = new Metrics(1_795_507_200);
  for (const seconds of [0.004, 0.005, 0.2, 11])
    metrics.count({ method: 'GET', route: '/health', status: 200, seconds });
  const lines = metrics.text().split('\n');
  expect(lines).toContain('process_start_time_seconds 1795507200');
  expect(lines).toContain('http_requests_total{method="GET",route="/health",status="200"} 4');
  const buckets = lines.filter((line) => line.startsWith('http_request_duration_seconds_bucket'));
  expect(buckets.map((line) => Number(line.split(' ')[1]))).toEqual([2, 2, 2, 3, 3, 3, 3, 4]);
  expect(lines).toContain('http_request_duration_seconds_count{method="GET",route="/health"} 4');
  expect(metrics.text().endsWith('\n')).toBe(true);
});
