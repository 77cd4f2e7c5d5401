import {
  assertDataMapping,
  CWA_DATA_MAPPING,
  type DataMapping,
  decodeCwaRiskLevel,
  infectiousnessOf,
  NHS_DATA_MAPPING,
  PLAIN_DATA_MAPPING,
  reportTypeOf,
} from '@waypost/core/gaen';
import { describe, expect, it } from 'vitest';
import { withCode } from './gaen-kit.ts';
import { keyOf } from './match-kit.ts';

const mapping: DataMapping = {
  infectiousness: [1, ...Array.from({ length: 27 }, () => 0 as const), 2],
  infectiousnessWhenMissing: 1,
  reportTypeWhenMissing: 3,
};

describe('data mapping', () => {
  it.each([
    [-15, 1],
    [-14, 1],
    [-13, 0],
    [0, 0],
    [13, 0],
    [14, 2],
    [15, 1],
    [4000, 1],
    [undefined, 1],
  ])('day %s from the onset: infectiousness %i', (daysSinceOnsetOfSymptoms, level) => {
    expect(infectiousnessOf(keyOf({ daysSinceOnsetOfSymptoms }), mapping)).toBe(level);
  });

  it.each([
    [undefined, 3],
    [0, 3],
    [1, 1],
    [4, 4],
  ])('report type %s is taken as %i', (reportType, expected) => {
    expect(reportTypeOf(keyOf({ reportType }), mapping)).toBe(expected);
  });

  it('is checked', () => {
    const recursive = { ...mapping, reportTypeWhenMissing: 4 };
    for (const good of [mapping, recursive, PLAIN_DATA_MAPPING, CWA_DATA_MAPPING, NHS_DATA_MAPPING])
      expect(assertDataMapping(good)).toBe(good);
    const refused = (change: Partial<Record<keyof DataMapping, unknown>>, range: string) => {
      const [what] = Object.keys(change) as [string];
      const named = what.replace('infectiousnessWhenMissing', 'infectiousness');
      const check = () => assertDataMapping({ ...mapping, ...change } as DataMapping);
      expect(check).toThrow(withCode('NUMBER_RANGE', named));
      expect(check).toThrow(`${named} must be ${range}`);
    };
    const days = '29 days, each 0, 1 or 2';
    refused({ infectiousness: mapping.infectiousness.slice(1) }, days);
    refused({ infectiousness: [...mapping.infectiousness, 0] }, days);
    refused({ infectiousness: mapping.infectiousness.with(3, 3 as 2) }, days);
    refused({ infectiousnessWhenMissing: -1 }, days);
    for (const reportTypeWhenMissing of [0, 5, 1.5]) refused({ reportTypeWhenMissing }, '1..4');
  });
});

describe('national mappings', () => {
  it.each([
    [-6, 0, 0],
    [-5, 0, 1],
    [-3, 0, 1],
    [-2, 0, 2],
    [0, 0, 2],
    [1, 1, 2],
    [2, 2, 2],
    [3, 0, 2],
    [4, 0, 1],
    [9, 0, 1],
    [10, 0, 0],
    [undefined, 1, 0],
  ])('day %s: %i in Germany, %i in England', (daysSinceOnsetOfSymptoms, cwa, nhs) => {
    const key = keyOf({ daysSinceOnsetOfSymptoms });
    expect(infectiousnessOf(key, CWA_DATA_MAPPING)).toBe(cwa);
    expect(infectiousnessOf(key, NHS_DATA_MAPPING)).toBe(nhs);
  });

  it.each([
    [1, 4, 1],
    [2, 4, 2],
    [3, 3, 1],
    [4, 3, 2],
    [5, 2, 1],
    [6, 2, 2],
    [7, 1, 1],
    [8, 1, 2],
  ])('German level %i is type %i, infectiousness %i', (level, type, days) => {
    const key = keyOf({ reportType: undefined, transmissionRiskLevel: level });
    const { reportType, daysSinceOnsetOfSymptoms } = decodeCwaRiskLevel(key);
    expect([reportType, daysSinceOnsetOfSymptoms]).toEqual([type, days]);
  });

  it.each([
    { reportType: 2, transmissionRiskLevel: 8 },
    { reportType: undefined, transmissionRiskLevel: 0 },
    { reportType: undefined, transmissionRiskLevel: 9 },
    { reportType: undefined, transmissionRiskLevel: -1 },
    { reportType: undefined },
  ])('%j stays', (fields) => {
    const key = keyOf(fields);
    expect(decodeCwaRiskLevel(key)).toBe(key);
  });
});
