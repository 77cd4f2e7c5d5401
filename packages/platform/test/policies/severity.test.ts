import { PRESETS, type PresetName } from '@waypost/core/matching';
import { expect, it } from 'vitest';
import { severityOf, wholeMinutes } from '../../src/policies/severity.ts';

it.each([
  ['who-15min', 30],
  ['cdc-cumulative-24h', 15],
  ['cwa-10min-aerosol', 20],
  ['campus-120s', 15],
] as const)('%s: low, raised from %i minutes, high from 60', (rule, raisedFrom) => {
  expect(severityOf(rule, 0)).toBe(1);
  expect(severityOf(rule, raisedFrom - 1)).toBe(1);
  expect(severityOf(rule, raisedFrom)).toBe(2);
  expect(severityOf(rule, 59)).toBe(2);
  expect(severityOf(rule, 60)).toBe(3);
  expect(severityOf(rule, 1440)).toBe(3);
});

it('knows every preset', () => {
  for (const rule of Object.keys(PRESETS) as PresetName[]) expect(severityOf(rule, 45)).toBe(2);
});

it('minutes are rounded half up', () => {
  expect([0, 29, 30, 89, 90, 900].map(wholeMinutes)).toEqual([0, 0, 1, 1, 2, 15]);
});
