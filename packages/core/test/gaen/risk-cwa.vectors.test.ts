import { CWA_CONFIG, type ExposureWindow, parseRiskConfig, scoreCwa } from '@waypost/core/gaen';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/cwa-risk.json' with { type: 'json' };
import { scan, TODAY, windowOf } from './risk-kit.ts';

type Case = (typeof vectors.testCases)[number];

const windowsOf = ({ exposureWindows }: Case): ExposureWindow[] =>
  exposureWindows.map(({ ageInDays, infectiousness, ...window }) => ({
    ...window,
    day: TODAY - ageInDays,
    infectiousness: infectiousness as 0 | 1 | 2,
  }));

const expectedOf = (of: Case) => ({
  totalRiskLevel: of.expTotalRiskLevel,
  ageOfMostRecentDateWithLowRisk: of.expAgeOfMostRecentDateWithLowRisk,
  ageOfMostRecentDateWithHighRisk: of.expAgeOfMostRecentDateWithHighRisk,
  numberOfDaysWithLowRisk: of.expNumberOfDaysWithLowRisk,
  numberOfDaysWithHighRisk: of.expNumberOfDaysWithHighRisk,
  totalMinimumDistinctEncountersWithLowRisk: of.expTotalMinimumDistinctEncountersWithLowRisk,
  totalMinimumDistinctEncountersWithHighRisk: of.expTotalMinimumDistinctEncountersWithHighRisk,
});

describe('Corona-Warn-App: published cases', () => {
  it('there are 29', () => {
    expect(vectors.testCases).toHaveLength(29);
  });

  it.each(vectors.testCases)('$description', (of) => {
    expect(scoreCwa(windowsOf(of), TODAY)).toMatchObject(expectedOf(of));
  });

  it('tell the least attenuation from the typical one', () => {
    const passed = vectors.testCases.filter((of) => {
      const typical = windowsOf(of).map((window) => ({
        ...window,
        scanInstances: window.scanInstances.map((one) => ({
          ...one,
          minAttenuation: one.typicalAttenuation,
        })),
      }));
      const risk = scoreCwa(typical, TODAY);
      return Object.entries(expectedOf(of)).every(
        ([name, value]) => risk[name as keyof typeof risk] === value,
      );
    });
    expect(passed.length).toBeLessThan(29);
  });

  it('are of the published parameters', () => {
    const { minutesAtAttenuationFilters, trlFilters, ...published } =
      vectors.defaultRiskCalculationConfiguration;
    expect([minutesAtAttenuationFilters, trlFilters]).toEqual([[], []]);
    expect(CWA_CONFIG).toEqual({ kind: 'cwa', maxEncounterAgeInDays: 10, ...published });
    expect(parseRiskConfig({ kind: 'cwa', ...published })).toEqual(CWA_CONFIG);
  });
});

describe('scoreCwa', () => {
  it('leaves out what is older than 10 days', () => {
    const aged = (age: number) =>
      scoreCwa([windowOf([scan(50, 1200)], { day: TODAY - age })], TODAY).level;
    expect([aged(10), aged(11)]).toEqual(['high', 'low']);
  });

  it('gives unknown infectiousness and revoked reports no value', () => {
    for (const changes of [{ infectiousness: 0 }, { reportType: 5 }, { reportType: 0 }] as const)
      expect(scoreCwa([windowOf([scan(50, 1200)], changes)], TODAY).days).toEqual([
        { day: TODAY - 1, normalizedTime: 0, riskLevel: null },
      ]);
  });
});
