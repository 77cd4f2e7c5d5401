// Keys that the tests of `waypost gaen` export, and what `inspect` says of them.

/** A key of 16 equal bytes, in base64. */
export const tek = (byte: number): string => Buffer.alloc(16, byte).toString('base64');

const entry = { rollingStartNumber: 2_650_000, rollingPeriod: 144, reportType: 1 };

/** Three keys and a revised one, as `waypost gaen export` takes them. */
export const keysJson = JSON.stringify({
  temporaryExposureKeys: [
    { key: tek(9), ...entry },
    { key: tek(3), ...entry, rollingPeriod: 12, transmissionRisk: 5 },
    { key: tek(5), rollingStartNumber: 2_650_000 },
  ],
  revisedKeys: [{ key: tek(1), ...entry, reportType: 5, daysSinceOnsetOfSymptoms: -2 }],
});

/** The same as CSV. */
export const keysCsv = [
  'key,rollingStartNumber,rollingPeriod,transmissionRisk,reportType,daysSinceOnsetOfSymptoms,revised',
  `${tek(9)},2650000,144,,1,,`,
  `${'03'.repeat(16)},2650000,12,5,1,,false`,
  `${'05'.repeat(16)},2650000`,
  `${tek(1)},2650000,144,,5,-2,true`,
].join('\n');

/** What `inspect --json` says of these keys from 2021-06-01 on, but for the signature. */
export const summary = {
  keys: 3,
  revisedKeys: 1,
  region: 'VN',
  start: 1_622_505_600,
  end: 1_622_592_000,
  batch: [1, 1],
  reportTypes: { 1: 2, 5: 1 },
  rollingPeriods: { 12: 1, 144: 3 },
};
