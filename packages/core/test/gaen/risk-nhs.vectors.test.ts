import { gammaMedian, nhsRiskScore, scoreNhs } from '@waypost/core/gaen';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../vectors/gaen-risk.json' with { type: 'json' };
import { scan, windowOf } from './risk-kit.ts';

const { nhs } = vectors;
const scans = nhs.scanInstances.map((one) => scan(one.minAttenuationDb, one.secondsSinceLastScan));

describe('gammaMedian', () => {
  it('of the published shape, in any scale', () => {
    const { shape, scale, median } = nhs.gammaMedian;
    expect(gammaMedian(shape, scale)).toBeCloseTo(median, 12);
    expect(gammaMedian(shape, 3 * scale)).toBeCloseTo(3 * median, 12);
  });

  it('of shape 1 is ln 2', () => {
    expect(gammaMedian(1, 1)).toBeCloseTo(Math.LN2, 13);
  });

  // For whole shapes the distribution is a sum: 1 - e^-x (1 + x + x^2/2 + … + x^(shape-1)/(shape-1)!).
  it.each([1, 2, 3, 7, 50, 199, 200, 201, 500])('of shape %i has half of it below', (shape) => {
    const median = gammaMedian(shape, 1);
    let term = Math.exp(-median);
    let above = term;
    for (let k = 1; k < shape; k++) {
      term *= median / k;
      above += term;
    }
    expect(above).toBeCloseTo(0.5, 12);
  });

  it('of shape 1/2 is half of that of chi-square with one degree of freedom', () => {
    expect(gammaMedian(0.5, 2)).toBeCloseTo(0.454_936_423_119_572_6, 13);
  });

  it('of a shape near 0 is nothing that a number could say', () => {
    expect(gammaMedian(0.000_9, 1e9)).toBe(0);
    expect(gammaMedian(0.001, 1)).toBeGreaterThan(0);
    expect(gammaMedian(0.001, 1)).toBeLessThan(1e-300);
  });

  it('changes by little where the series takes over', () => {
    const jump = gammaMedian(200.000001, 1) - gammaMedian(200, 1);
    expect(jump / 1e-6).toBeCloseTo(1, 3);
  });

  it('rises with the shape, and lies between shape - 1/3 and shape', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (shape) => {
        const median = gammaMedian(shape, 1);
        expect(median).toBeGreaterThan(Math.max(0, shape - 1 / 3));
        expect(median).toBeLessThan(shape);
        expect(gammaMedian(shape * 1.01, 1)).toBeGreaterThan(median);
      }),
    );
  });
});

describe('NHS risk score', () => {
  it('of the published scans to 1e-9', () => {
    expect(Math.abs(nhsRiskScore(scans) - nhs.expectedRiskScore)).toBeLessThan(1e-9);
  });

  it('does not depend on the time before the first scan, but on every attenuation', () => {
    const [first, ...others] = scans;
    if (!first) throw new Error('no scans');
    const moved = [{ ...first, secondsSinceLastScan: 1 }, ...others];
    expect(nhsRiskScore(moved)).toBe(nhsRiskScore(scans));
    for (const [i, one] of scans.entries()) {
      const changed = scans.with(i, { ...one, minAttenuation: one.minAttenuation + 1 });
      expect(nhsRiskScore(changed)).toBeLessThan(nhs.expectedRiskScore);
    }
  });

  it('is 60 times the score times the weight of the infectiousness, risky from 100 on', () => {
    const risks = ([0, 1, 2] as const).map((infectiousness) =>
      scoreNhs([windowOf(scans, { infectiousness })]),
    );
    const risk = 60 * nhs.expectedRiskScore;
    expect(risks[0]?.maximumRisk).toBe(0);
    expect(risks[1]?.maximumRisk).toBeCloseTo(0.4 * risk, 7);
    expect(risks[2]?.maximumRisk).toBeCloseTo(risk, 7);
    expect(risks.map(({ level }) => level)).toEqual(['none', 'none', 'high']);
  });

  it('of nothing, and of scans that did not last, is 0', () => {
    expect([nhsRiskScore([]), nhsRiskScore([scan(40, 0), scan(40, -5)])]).toEqual([0, 0]);
  });

  it('is finite and at most the minutes, even for 0 dB and 255 dB', () => {
    const anyScans = fc.array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.nat(300)), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(anyScans, (list) => {
        const score = nhsRiskScore(list.map(([dB, seconds]) => scan(dB, seconds)));
        const seconds = list.reduce((sum, [, lasted]) => sum + lasted, 1);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(seconds / 60 + 1e-9);
      }),
      { numRuns: 30 },
    );
  });
});
