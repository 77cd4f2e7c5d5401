import { isRiskKind, parseRiskConfig, RISK_CONFIGS } from '@waypost/core/gaen';
import { describe, expect, it } from 'vitest';

const configs = Object.values(RISK_CONFIGS);

describe('parseRiskConfig', () => {
  it.each(configs)('$kind: the published one, and a change to it', (config) => {
    expect(parseRiskConfig({ kind: config.kind })).toEqual(config);
    expect(parseRiskConfig(JSON.parse(JSON.stringify(config)))).toEqual(config);
  });

  const range = (min: unknown, max: unknown) => ({ min, max });
  const cwa = (changes: object) => ({ kind: 'cwa', ...changes });
  const nhs = (changes: object) => ({ kind: 'nhs', ...changes });
  const v1 = (changes: object) => ({ kind: 'google-v1', ...changes });
  const v2 = (changes: object) => ({ kind: 'google-v2', ...changes });
  const weights = (entry: unknown) => cwa({ minutesAtAttenuationWeights: [entry] });
  const levels = (entry: unknown) => cwa({ normalizedTimePerDayToRiskLevelMapping: [entry] });
  const values = (entry: unknown) => cwa({ transmissionRiskValueMapping: [entry] });
  const weight = { attenuationRange: range(1, 1), weight: 1 };
  const { trlEncoding } = RISK_CONFIGS.cwa;
  const { rssiParameters } = RISK_CONFIGS.nhs;

  it.each<readonly [string, unknown, string]>([
    ['no object', null, 'kind'],
    ['a list', [{ kind: 'cwa' }], 'kind'],
    ['no kind', {}, 'kind'],
    ['a kind of none', { kind: 'toString' }, 'kind'],
    ['an unknown setting', nhs({ threshold: 1 }), 'kind'],
    ['cwa: an age that is none', cwa({ maxEncounterAgeInDays: -1 }), 'maxEncounterAgeInDays'],
    ['cwa: a weight that is none', weights(1), 'minutesAtAttenuationWeights'],
    ['cwa: a range that is none', weights({ weight: 1 }), 'minutesAtAttenuationWeights'],
    [
      'cwa: a range upside down',
      weights({ ...weight, attenuationRange: range(2, 1) }),
      'minutesAtAttenuationWeights',
    ],
    [
      'cwa: a range from below 0',
      weights({ ...weight, attenuationRange: range(-1, 1) }),
      'minutesAtAttenuationWeights',
    ],
    ['cwa: a weight below 0', weights({ ...weight, weight: -1 }), 'minutesAtAttenuationWeights'],
    [
      'cwa: 101 weights',
      cwa({ minutesAtAttenuationWeights: Array.from({ length: 101 }, () => weight) }),
      'minutesAtAttenuationWeights',
    ],
    [
      'cwa: weights that are none',
      cwa({ minutesAtAttenuationWeights: {} }),
      'minutesAtAttenuationWeights',
    ],
    [
      'cwa: a level that is none',
      levels({ normalizedTimeRange: range(0, 1), riskLevel: 3 }),
      'normalizedTimePerDayToRiskLevelMapping',
    ],
    [
      'cwa: a level of a range that is none',
      cwa({ normalizedTimePerEWToRiskLevelMapping: [{ riskLevel: 1 }] }),
      'normalizedTimePerEWToRiskLevelMapping',
    ],
    ['cwa: no encoding', cwa({ trlEncoding: 1 }), 'trlEncoding'],
    [
      'cwa: an encoding in part',
      cwa({ trlEncoding: { ...trlEncoding, infectiousnessOffsetHigh: undefined } }),
      'trlEncoding.infectiousnessOffsetHigh',
    ],
    [
      'cwa: a value without a level',
      values({ transmissionRiskValue: 1 }),
      'transmissionRiskValueMapping',
    ],
    [
      'cwa: a level without a value',
      values({ transmissionRiskLevel: 1 }),
      'transmissionRiskValueMapping',
    ],
    ['nhs: steps of nothing', nhs({ sampleResolution: 0.09 }), 'sampleResolution'],
    ['nhs: steps of more than an hour', nhs({ sampleResolution: 3601 }), 'sampleResolution'],
    ['nhs: a walk of nothing', nhs({ expectedDistance: 0 }), 'expectedDistance'],
    ['nhs: a distance of nothing', nhs({ minimumDistance: 0 }), 'minimumDistance'],
    ['nhs: a start that is none', nhs({ initialData: [] }), 'initialData'],
    ['nhs: a mean of 0', nhs({ initialData: { mean: 0, covariance: 1 } }), 'initialData.mean'],
    [
      'nhs: a variance of 0',
      nhs({ initialData: { mean: 2, covariance: 0 } }),
      'initialData.covariance',
    ],
    ['nhs: text', nhs({ riskThreshold: '100' }), 'riskThreshold'],
    ['nhs: two weights', nhs({ infectiousnessWeights: [0, 1] }), 'infectiousnessWeights'],
    ['nhs: parameters that are none', nhs({ rssiParameters: 1 }), 'rssiParameters'],
    ...(['weightCoefficient', 'intercept', 'covariance'] as const).map(
      (name) =>
        [
          `nhs: parameters without ${name}`,
          nhs({ rssiParameters: { ...rssiParameters, [name]: undefined } }),
          `rssiParameters.${name}`,
        ] as const,
    ),
    ['v1: a least score above all', v1({ minimumRiskScore: 4097 }), 'minimumRiskScore'],
    ['v1: seven scores', v1({ durationScores: [1, 2, 3, 4, 5, 6, 7] }), 'durationScores'],
    ...(
      [
        'attenuationScores',
        'daysSinceLastExposureScores',
        'durationScores',
        'transmissionRiskScores',
      ] as const
    ).map((name) => [`v1: 9 of ${name}`, v1({ [name]: [1, 2, 3, 4, 5, 6, 7, 9] }), name] as const),
    [
      'v1: one threshold',
      v1({ attenuationDurationThresholds: [50] }),
      'attenuationDurationThresholds',
    ],
    [
      'v2: thresholds that fall',
      v2({ attenuationBucketThresholdDb: [50, 30, 60] }),
      'attenuationBucketThresholdDb',
    ],
    [
      'v2: thresholds that stay',
      v2({ attenuationBucketThresholdDb: [30, 60, 60] }),
      'attenuationBucketThresholdDb',
    ],
    [
      'v2: a threshold of 256 dB',
      v2({ attenuationBucketThresholdDb: [30, 60, 256] }),
      'attenuationBucketThresholdDb',
    ],
    [
      'v2: three weights of four',
      v2({ attenuationBucketWeights: [1, 1, 1] }),
      'attenuationBucketWeights',
    ],
    [
      'v2: a weight of distance of 3',
      v2({ attenuationBucketWeights: [1, 1, 1, 3] }),
      'attenuationBucketWeights',
    ],
    [
      'v2: a weight of type of 3',
      v2({ reportTypeWeights: [0, 1, 1, 3, 1, 0] }),
      'reportTypeWeights',
    ],
    ['v2: a weight of 3', v2({ infectiousnessWeights: [0, 1, 3] }), 'infectiousnessWeights'],
    ['v2: days below 0', v2({ daysSinceExposureThreshold: -1 }), 'daysSinceExposureThreshold'],
    ['v2: a score below 0', v2({ minimumWindowScore: -1 }), 'minimumWindowScore'],
    ['v2: classes that are none', v2({ classes: [1] }), 'classes'],
    ['v2: a class without a name', v2({ classes: [{ scoreSum: 1 }] }), 'classes'],
    ['v2: a class with no name', v2({ classes: [{ name: '' }] }), 'classes'],
    [
      'v2: a class of NaN',
      v2({ classes: [{ name: 'a', maximumScore: NaN }] }),
      'classes.maximumScore',
    ],
    ['v2: a class of text', v2({ classes: [{ name: 'a', scoreSum: '1' }] }), 'classes.scoreSum'],
    [
      'v2: a class of infinity',
      v2({ classes: [{ name: 'a', weightedDurationSum: Infinity }] }),
      'classes.weightedDurationSum',
    ],
    [
      'v2: a class of five types',
      v2({ classes: [{ name: 'a', scoreSumByReportType: [0, 0, 0, 0, 0] }] }),
      'classes.scoreSumByReportType',
    ],
  ])('refuses %s', (_, json, setting) => {
    const refused = { code: 'RULE_INVALID', details: { setting } };
    const why = new RegExp(`^${setting} (must|has) .*\\w`); // what, and why
    expect(() => parseRiskConfig(json)).toThrow(expect.objectContaining(refused));
    expect(() => parseRiskConfig(json)).toThrow(why);
  });

  it.each<readonly [string, object]>([
    [
      'cwa: as many weights as there may be',
      cwa({ minutesAtAttenuationWeights: Array.from({ length: 100 }, () => weight) }),
    ],
    ['cwa: an age of no days', cwa({ maxEncounterAgeInDays: 0 })],
    ['nhs: the outermost steps', nhs({ sampleResolution: 0.1 })],
    ['nhs: steps of an hour', nhs({ sampleResolution: 3600 })],
    [
      'nhs: parameters below 0',
      nhs({ rssiParameters: { weightCoefficient: -100, intercept: -100, covariance: 1e-6 } }),
    ],
    [
      'v1: the highest scores',
      v1({ minimumRiskScore: 4096, durationScores: Array.from({ length: 8 }, () => 8) }),
    ],
    [
      'v2: the highest weights',
      v2({ infectiousnessWeights: [2.5, 2.5, 2.5], attenuationBucketThresholdDb: [0, 1, 255] }),
    ],
    ['v2: no classes', v2({ classes: [] })],
    [
      'v2: a class of types',
      v2({ classes: [{ name: 'a', scoreSumByReportType: [0, 1, 2, 3, 4, 5] }] }),
    ],
  ])('takes %s', (_, json) => {
    expect(parseRiskConfig(json)).toMatchObject(json);
  });

  it('says which numbers and kinds there are', () => {
    expect(() => parseRiskConfig({})).toThrow('kind must be one of cwa, nhs, google-v1, google-v2');
    expect(() => parseRiskConfig(v1({ minimumRiskScore: 4097 }))).toThrow(
      'minimumRiskScore must be a number in 0..4096',
    );
    expect(() => parseRiskConfig(v1({ durationScores: [] }))).toThrow('a list of 8 numbers');
  });

  it('knows the names of the table alone', () => {
    expect(['cwa', 'nhs', 'google-v1', 'google-v2', 'constructor', 1].map(isRiskKind)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
