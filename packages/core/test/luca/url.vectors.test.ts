import { buildLucaUrl, parseLucaUrl } from '@waypost/core/luca';
import { fromBase64Url, toBase64Url, toUtf8 } from '@waypost/core/primitives';
import { toBase64 } from '@waypost/core/primitives/foreign';
import { describe, expect, it } from 'vitest';
import { fault } from '../venue-codes/fault-kit.ts';
import { meetingUrl, tableUrl } from './luca-kit.ts';

const [, cwaPayload = ''] = tableUrl.url.split('/CWA1/');
const { scannerId } = tableUrl;
const PLACE = `https://app.luca-app.de/webapp/${scannerId}`;

describe('printed codes: vectors', () => {
  it('a table, with a part for the Corona-Warn-App', () => {
    const table = { kind: 'table' as const, scannerId, data: tableUrl.data };
    expect(parseLucaUrl(tableUrl.url)).toEqual({ ...table, cwaPayload });
    expect(buildLucaUrl(table, fromBase64Url(cwaPayload))).toBe(tableUrl.url);
  });

  it('a table without one', () => {
    const [url = ''] = tableUrl.url.split('/CWA1/');
    const table = { kind: 'table' as const, scannerId, data: tableUrl.data };
    expect(parseLucaUrl(url)).toEqual({ ...table, cwaPayload: null });
    expect(buildLucaUrl(table)).toBe(url);
  });

  it('a meeting', () => {
    const meeting = { kind: 'meeting' as const, scannerId, data: meetingUrl.data };
    expect(parseLucaUrl(meetingUrl.url)).toEqual({ ...meeting, cwaPayload: null });
    expect(buildLucaUrl(meeting)).toBe(meetingUrl.url);
  });

  it('truncated before the part for the Corona-Warn-App, a table is refused or says less', () => {
    const end = tableUrl.url.indexOf('/CWA1/') + '/CWA1/'.length;
    for (let length = 0; length < end; length++) {
      const text = tableUrl.url.slice(0, length);
      const outcome = fault(() => parseLucaUrl(text));
      const isWhole = text === PLACE || text === `${PLACE}#` || length === end - '/CWA1/'.length;
      if (isWhole) expect(outcome).toBe('accepted');
      else expect(outcome).toMatch(/^VENUE_CODE_MALFORMED (url|data)$/);
    }
  });

  it('with a character of its data changed, it is refused or says something else', () => {
    const start = PLACE.length + 1;
    for (let at = start; at < start + 15; at++) {
      const changed = `${tableUrl.url.slice(0, at)}*${tableUrl.url.slice(at + 1)}`;
      expect(fault(() => parseLucaUrl(changed))).toBe('VENUE_CODE_MALFORMED data');
    }
  });
});

describe('printed codes: what is read', () => {
  const json = (value: unknown): string => toBase64Url(toUtf8(JSON.stringify(value)));

  it.each([
    ['nothing behind the place', PLACE, null, null],
    ['an empty fragment', `${PLACE}#`, null, null],
    ['a slash behind the place', `${PLACE}/#${json({ a: 1 })}`, { a: 1 }, null],
    ['no data but a payload', `${PLACE}#/CWA1/CAE`, null, 'CAE'],
    ['other capitals', PLACE.toUpperCase().replace('HTTPS', 'https'), null, null],
    ['padded base64', `${PLACE}#${toBase64(toUtf8('{"t":"ß?>"}'))}`, { t: 'ß?>' }, null],
    [
      'data that is as long as it is',
      `${PLACE}#${json({ a: 'b'.repeat(99) })}`,
      { a: 'b'.repeat(99) },
      null,
    ],
  ])('%s', (_name, text, data, payload) => {
    expect(parseLucaUrl(text)).toEqual({ kind: 'table', scannerId, data, cwaPayload: payload });
  });

  it.each([
    ['another host', PLACE.replace('app.', 'evil.'), 'url'],
    ['no encryption', PLACE.replace('https', 'http'), 'url'],
    ['another path', PLACE.replace('webapp', 'webapp/testresult'), 'url'],
    ['no scanner id', 'https://app.luca-app.de/webapp/', 'url'],
    ['a scanner id too short', PLACE.slice(0, -1), 'url'],
    ['a query', `${PLACE}?x=1`, 'url'],
    ['more than a QR code holds', `${PLACE}#${'A'.repeat(4296)}`, 'url'],
    ['data that is no base64', `${PLACE}#!!`, 'data'],
    ['data that is no JSON', `${PLACE}#AAAA`, 'data'],
    ['data that is an array', `${PLACE}#${json([7])}`, 'data'],
    ['data that is a number', `${PLACE}#${json(7)}`, 'data'],
    ['data that is null', `${PLACE}#${json(null)}`, 'data'],
    ['another version of the payload', `${PLACE}#${json({})}/CWA2/CAE`, 'data'],
    ['an empty payload', `${PLACE}#${json({})}/CWA1/`, 'data'],
  ])('%s is refused', (_name, text, what) => {
    expect(fault(() => parseLucaUrl(text))).toBe(`VENUE_CODE_MALFORMED ${what}`);
  });
});

describe('printed codes: what is not written', () => {
  const table = { kind: 'table' as const, scannerId, data: null };
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;

  it.each([
    ['a scanner id in capitals', { ...table, scannerId: scannerId.toUpperCase() }, 'scannerId'],
    ['a scanner id with more behind it', { ...table, scannerId: `${scannerId}/x` }, 'scannerId'],
    ['data that turns around itself', { ...table, data: circular }, 'data'],
    ['data that JSON does not have', { ...table, data: { n: 1n } }, 'data'],
    ['data with half a character', { ...table, data: { n: '\ud800' } }, 'data'],
    ['data too long for a QR code', { ...table, data: { a: 'b'.repeat(4000) } }, 'url'],
  ])('%s', (_name, url, what) => {
    expect(fault(() => buildLucaUrl(url))).toBe(`VENUE_CODE_MALFORMED ${what}`);
  });
});
