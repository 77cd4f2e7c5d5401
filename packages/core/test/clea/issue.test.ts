import {
  fromNtpTime,
  issueCleaCode,
  openLocationSpecificPart,
  openLocContactMsg,
  parseCleaUrl,
  toNtpTime,
} from '@waypost/core/clea';
import { toHex } from '@waypost/core/primitives';
import { describe, expect, it } from 'vitest';
import { fault } from '../venue-codes/fault-kit.ts';
import {
  authoritySecret,
  codes,
  location,
  periodStart,
  randomFrom,
  serverSecret,
} from './clea-kit.ts';

const issue = (times: { periodStart: number; qrStart: number }, from = location) =>
  issueCleaCode(from, times, randomFrom(6));
const open = (url: string) => openLocationSpecificPart(parseCleaUrl(url), serverSecret);
const DAY = 86_400;

describe('issueCleaCode', () => {
  it('makes a code that server and authority open', () => {
    const qrStart = periodStart + 1024;
    const { ltIdHolds, message } = open(issue({ periodStart, qrStart }));
    expect(ltIdHolds).toBe(true);
    const { sealedContact, ltKey, ...said } = message;
    expect(said).toEqual({ ...location.venue, reserved2: 0, periodStart, qrStart });
    expect(ltKey).toHaveLength(32);
    expect(openLocContactMsg(sealedContact ?? ltKey, authoritySecret)).toEqual({
      locationPhone: '33123456789',
      locationRegion: 75,
      locationPin: '012345',
      periodStart,
    });
  });

  it('makes a shorter code without a contact', () => {
    const { contact, ...anonymous } = location;
    const url = issue({ periodStart, qrStart: periodStart }, anonymous);
    expect(contact).toBeDefined();
    expect(url).toHaveLength(171);
    expect(open(url).message.sealedContact).toBeNull();
  });

  it('names the place by one id within a period, and by another in the next', () => {
    const randomBytes = randomFrom(7);
    const [now, later, nextDay] = [
      { periodStart, qrStart: periodStart },
      { periodStart, qrStart: periodStart + 1024 },
      { periodStart: periodStart + DAY, qrStart: periodStart + DAY },
    ].map((times) => issueCleaCode(location, times, randomBytes));
    const idOf = (url = '') => toHex(open(url).ltId);
    expect(idOf(now)).toBe(idOf(later));
    expect(now).not.toBe(later);
    expect(idOf(nextDay)).not.toBe(idOf(now));
  });

  it.each([
    ['the specification', undefined],
    ['the C library', 'c' as const],
    ['the Java library', 'java' as const],
    ['the JavaScript library', 'javascript' as const],
    ['the JavaScript library as called', 'javascript-as-called' as const],
  ])('makes codes of %s that pass the check of the LTId', (_name, ltKeyVariant) => {
    const times = { periodStart, qrStart: periodStart };
    expect(open(issue(times, { ...location, ltKeyVariant })).ltIdHolds).toBe(true);
  });

  it('refuses a period that does not begin at a full hour', () => {
    expect(fault(() => issue({ periodStart: periodStart + 1, qrStart: periodStart }))).toBe(
      'TIME_RANGE',
    );
  });
});

describe('the URL', () => {
  const [code] = codes;
  const url = code?.url ?? '';
  const digits = url.slice('https://tac.gouv.fr?v=0#'.length);

  it.each([
    ['a slash after the host', `https://tac.gouv.fr/?v=0#${digits}`],
    ['capitals in the host', `HTTPS://TAC.GOUV.FR?v=0#${digits}`],
    ['padding', `${url}==`],
    ['half the padding', `${url}=`],
    ['padding that was escaped', `${url}%3D%3d`],
  ])('is read with %s', (_name, text) => {
    expect(parseCleaUrl(text)).toEqual(code?.lsp);
  });

  it.each([
    ['another host', `https://tac.gouv.fr.example?v=0#${digits}`, 'url'],
    ['no encryption', `http://tac.gouv.fr?v=0#${digits}`, 'url'],
    ['another version', `https://tac.gouv.fr?v=1#${digits}`, 'url'],
    ['no fragment', 'https://tac.gouv.fr?v=0', 'url'],
    ['more than a code can hold', url + 'A'.repeat(40), 'url'],
    ['something before it', ` ${url}`, 'url'],
    ['a character that is none of base64', `${url}*`, 'base64'],
    ['a line break at its end', `${url}\n`, 'base64'],
  ])('is refused with %s', (_name, text, what) => {
    expect(fault(() => parseCleaUrl(text))).toBe(`VENUE_CODE_MALFORMED ${what}`);
  });
});

describe('NTP time', () => {
  it('is 70 years ahead of Unix time', () => {
    expect(toNtpTime(0)).toBe((70 * 365 + 17) * 86_400);
    expect(fromNtpTime(3_827_564_186)).toBe(1_618_575_386);
    expect(toNtpTime(2_085_978_495)).toBe(2 ** 32 - 1);
    expect(fromNtpTime(2 ** 32 - 1)).toBe(2_085_978_495);
  });

  it.each([-1, 0.5, 2_085_978_496, Number.NaN])('toNtpTime refuses %s', (time) => {
    expect(fault(() => toNtpTime(time))).toBe('TIME_RANGE');
  });

  it.each([2_208_988_799, 2 ** 32, Number.NaN])('fromNtpTime refuses %s', (time) => {
    expect(fault(() => fromNtpTime(time))).toBe('TIME_RANGE');
  });
});
