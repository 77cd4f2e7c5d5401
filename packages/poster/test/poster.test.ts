import { describe, expect, it } from 'vitest';
import { PosterError, type PosterErrorCode } from '../src/errors.ts';
import { checkContent, type PosterContent } from '../src/poster.ts';
import { CAFE, LONGEST, SHORTEST } from './support/contents.ts';

function refusal(content: PosterContent): [PosterErrorCode, string] | null {
  try {
    checkContent(content);
    return null;
  } catch (error) {
    if (error instanceof PosterError) return [error.code, error.what];
    throw error;
  }
}

const REFUSED: readonly [string, Partial<PosterContent>, string, PosterErrorCode?][] = [
  ['no name', { name: '' }, 'name'],
  ['a name of spaces', { name: '   ' }, 'name'],
  ['a name of 101 bytes', { name: 'a'.repeat(101) }, 'name'],
  ['a name of 51 letters of two bytes', { name: 'đ'.repeat(51) }, 'name'],
  ['an address of 101 bytes', { address: 'a'.repeat(101) }, 'address'],
  ['a zone of 41 bytes', { zone: 'a'.repeat(41) }, 'zone'],
  ['a contact of 81 bytes', { contact: 'a'.repeat(81) }, 'contact'],
  ['two lines', { name: 'a\nb' }, 'name'],
  ['a zero byte', { address: 'a\0b' }, 'address'],
  ['text that turns its direction', { name: 'a\u202eb' }, 'name'],
  ['half a letter', { name: 'a\ud800' }, 'name'],
  ['a letter that the font does not have', { name: '茶' }, 'name', 'CHARACTER_MISSING'],
  ['an emoji', { zone: '☕🍜' }, 'zone', 'CHARACTER_MISSING'],
  ['no code', { codeText: '' }, 'codeText'],
  ['a code that fits no QR code', { codeText: 'a'.repeat(2954) }, 'codeText'],
  ['an empty compact code', { compactText: '' }, 'compactText'],
  ['a short venue id', { venueId: new Uint8Array(15) }, 'venueId'],
  ['a negative version', { codeVersion: -1 }, 'codeVersion'],
  ['a version with a fraction', { codeVersion: 1.5 }, 'codeVersion'],
  ['a time in milliseconds', { issuedAt: 1_791_000_000_000 }, 'issuedAt'],
  ['an end at the beginning', { expires: CAFE.issuedAt }, 'expires'],
  ['no such time zone', { timeZone: 'Asia/Atlantis' }, 'timeZone'],
  ['four other apps', { companions: Array(4).fill({ label: 'a', text: 'b' }) }, 'companions'],
  ['another app without a code', { companions: [{ label: 'a', text: '' }] }, 'text'],
  ['a label of 41 bytes', { companions: [{ label: 'a'.repeat(41), text: 'b' }] }, 'label'],
];

describe('content of a poster', () => {
  it.each(REFUSED)('refuses %s', (_, change, what, code = 'CONTENT_INVALID') => {
    expect(refusal({ ...CAFE, ...change })).toEqual([code, what]);
  });

  it('takes the longest and the shortest', () => {
    for (const content of [CAFE, LONGEST, SHORTEST]) expect(refusal(content)).toBeNull();
    expect(refusal({ ...CAFE, name: 'a'.repeat(100), zone: 'đ'.repeat(20) })).toBeNull();
  });

  it('composes letters and leaves out idle spaces', () => {
    const { name } = checkContent({ ...CAFE, name: '  Phở\u00a0  Thìn '.normalize('NFD') });
    expect(name).toBe('Phở Thìn');
  });

  it('names no value in what it says', () => {
    try {
      checkContent({ ...CAFE, name: 'SECRET\n' });
      expect.unreachable();
    } catch (error) {
      expect((error as Error).message).not.toContain('SECRET');
    }
  });
});
