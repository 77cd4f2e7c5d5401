import {
  encodeRiskyVenues,
  parseNhsApprovalAnswer,
  parseNhsApprovalRequestAnswer,
  parseRiskyVenues,
  RISKY_VENUE_LIST_MAX_BYTES,
  type RiskyVenue,
} from '@waypost/core/nhs';
import { isWaypostError, toUtf8 } from '@waypost/core/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyVenueId, at, detailsOf } from './nhs-kit.ts';

const window = { from: '2021-06-30T18:00:00Z', until: '2021-06-30T20:00:00Z' };
const entry = { id: 'CD2', riskyWindow: window, messageType: 'M2' };
const venue: RiskyVenue = {
  id: 'CD2',
  riskyWindow: { from: at(window.from), until: at(window.until) },
  messageType: 'M2',
  optionalParameter: null,
};
const listOf = (...venues: unknown[]): Uint8Array => toUtf8(JSON.stringify({ venues }));
const code = 'VENUE_LIST_MALFORMED';

const anyVenue: fc.Arbitrary<RiskyVenue> = fc.record({
  id: anyVenueId,
  riskyWindow: fc
    .tuple(fc.nat(4_000_000_000), fc.integer({ min: 1, max: 200_000_000 }))
    .map(([from, length]) => ({ from, until: from + length })),
  messageType: fc.constantFrom('M1', 'M2'),
  optionalParameter: fc.option(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 32 })),
});

describe('the list of risky venues', () => {
  it('parse after encode is the identity', () =>
    fc.assert(
      fc.property(fc.array(anyVenue, { maxLength: 20 }), (venues) => {
        expect(parseRiskyVenues(encodeRiskyVenues(venues))).toEqual(venues);
      }),
    ));

  it.each([
    ['an unknown message type as M1', { messageType: 'M3' }, { messageType: 'M1' }],
    ['a null parameter as none', { optionalParameter: null }, {}],
    ['an empty parameter as none', { optionalParameter: '' }, {}],
    ['a parameter', { optionalParameter: 'x' }, { optionalParameter: 'x' }],
    ['past a member without a meaning here', { more: [1] }, {}],
  ])('reads %s', (_name, change, expected) => {
    expect(parseRiskyVenues(listOf({ ...entry, ...change }))).toEqual([{ ...venue, ...expected }]);
  });

  it.each<readonly [string, object | null, string]>([
    ['no id', { id: undefined }, 'id'],
    ['an id with a look-alike', { id: 'CD0' }, 'id'],
    ['no window', { riskyWindow: undefined }, 'venues'],
    ['a window without an end', { riskyWindow: { from: window.from } }, 'riskyWindow'],
    ['a window of no length', { riskyWindow: { ...window, until: window.from } }, 'riskyWindow'],
    [
      'a window that ends before',
      { riskyWindow: { from: window.until, until: window.from } },
      'riskyWindow',
    ],
    ['a time in seconds', { riskyWindow: { ...window, from: 5 } }, 'riskyWindow'],
    ['no message type', { messageType: undefined }, 'messageType'],
    ['a parameter of 33', { optionalParameter: 'x'.repeat(33) }, 'optionalParameter'],
    ['a parameter that is a number', { optionalParameter: 1 }, 'optionalParameter'],
    ['a venue that is null', null, 'venues'],
  ])('refuses %s', (_name, change, what) => {
    const body = listOf(entry, change && { ...entry, ...change });
    expect(detailsOf(() => parseRiskyVenues(body))).toEqual({ code, what });
  });

  it.each([
    ['nothing', new Uint8Array(), 'venues'],
    ['no JSON', toUtf8('{"venues":['), 'venues'],
    ['a list', toUtf8('[]'), 'venues'],
    ['no venues', toUtf8('{}'), 'venues'],
    ['venues that are no list', toUtf8('{"venues":{}}'), 'venues'],
    ['bytes that are not UTF-8', Uint8Array.of(0xff), 'venues'],
    ['text', '{"venues":[]}' as unknown as Uint8Array, 'size'],
    ['too many bytes', new Uint8Array(RISKY_VENUE_LIST_MAX_BYTES + 1), 'size'],
  ])('refuses %s', (_name, body, what) => {
    expect(detailsOf(() => parseRiskyVenues(body))).toEqual({ code, what });
  });

  it.each<readonly [string, object, string]>([
    ['an id with a look-alike', { id: 'CD0' }, 'id'],
    ['message type M3', { messageType: 'M3' }, 'messageType'],
    ['half a second', { riskyWindow: { from: 0.5, until: 2 } }, 'riskyWindow'],
    ['a time before 1970', { riskyWindow: { from: -1, until: 2 } }, 'riskyWindow'],
    ['a time after 2106', { riskyWindow: { from: 1, until: 2 ** 32 } }, 'riskyWindow'],
    ['no time', { riskyWindow: { from: Number.NaN, until: 2 } }, 'riskyWindow'],
    ['a window of no length', { riskyWindow: { from: 2, until: 2 } }, 'riskyWindow'],
    ['a parameter of 33', { optionalParameter: 'x'.repeat(33) }, 'optionalParameter'],
  ])('is not written with %s', (_name, change, what) => {
    const run = () => encodeRiskyVenues([{ ...venue, ...change }]);
    expect(detailsOf(run)).toEqual({ code, what });
  });

  it('ends, whatever JSON it is', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (any, other) => {
        for (const body of [toUtf8(JSON.stringify(any)), listOf(any, { ...entry, id: other })])
          try {
            parseRiskyVenues(body);
          } catch (error) {
            if (!isWaypostError(error) || error.code !== code) throw error;
          }
      }),
      { numRuns: 300 },
    ));
});

describe('the circuit breaker', () => {
  const body = (value: unknown): Uint8Array => toUtf8(JSON.stringify(value));

  it.each(['yes', 'no', 'pending'] as const)('reads %s', (approval) => {
    const answer = { approvalToken: 'qj5dPZ9WsAqHfhPkFvhRBAlXK1fHdYQv', approval };
    expect(parseNhsApprovalRequestAnswer(body(answer))).toEqual(answer);
    expect(parseNhsApprovalAnswer(body({ approval }))).toBe(approval);
  });

  it.each([
    ['no token', { approval: 'yes' }, 'approvalToken'],
    ['a token that leads elsewhere', { approval: 'yes', approvalToken: '../x' }, 'approvalToken'],
    ['an empty token', { approval: 'yes', approvalToken: '' }, 'approvalToken'],
    ['a token too long', { approval: 'yes', approvalToken: 'x'.repeat(201) }, 'approvalToken'],
    ['another approval', { approval: 'maybe', approvalToken: 'x' }, 'approval'],
    ['no approval', { approvalToken: 'x' }, 'approval'],
    ['a list', [], 'answer'],
    ['more than 10,000 bytes', { approval: 'x'.repeat(10_000) }, 'answer'],
  ])('refuses %s', (_name, answer, what) => {
    expect(detailsOf(() => parseNhsApprovalRequestAnswer(body(answer)))).toEqual({ code, what });
  });

  it('refuses an approval by a token alone', () => {
    expect(detailsOf(() => parseNhsApprovalAnswer(body({ approvalToken: 'x' })))).toEqual({
      code,
      what: 'approval',
    });
  });
});
