import { draftOf } from '@waypost/platform/testing';
import { expect, it } from 'vitest';
import { isTimeToPublish, noticeState } from '../../src/policies/notice-state.ts';

const approved = { approvedBy: 'b', approvedAt: 2 };
const published = { ...approved, sequence: 1, publishedAt: 3 };

it.each([
  ['draft', {}],
  ['approved', approved],
  ['published', published],
  ['withdrawn', { withdrawnBy: 'b', withdrawnAt: 4 }],
  ['withdrawn', { ...published, withdrawnBy: 'b', withdrawnAt: 4 }],
] as const)('%s', (state, changes) => {
  expect(noticeState(draftOf(1, changes).notice)).toBe(state);
});

it.each([
  ['nothing came out yet', null, 7200, true],
  ['in the same span', 7200, 10_799, false],
  ['in the next span', 7200, 10_800, true],
  ['a second later, in the next span', 10_799, 10_800, true],
  ['the clock went back', 10_800, 7200, false],
])('time to publish, %s', (_, lastPublishedAt, now, expected) => {
  expect(isTimeToPublish({ now, lastPublishedAt }, 3600)).toBe(expected);
});
