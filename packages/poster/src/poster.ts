/**
 * What a poster says, and the rules that it must keep to.
 *
 * @module
 */
import { localMinute } from './dates.ts';
import { PosterError } from './errors.ts';
import { hasCharacters } from './fonts.ts';
import { CODE_TEXT_MAX_LENGTH } from './qr.ts';
import { venueNumber } from './venue-number.ts';

/** The code of another app, to stand beside ours. Room for them is on A3 and A4. */
export interface CompanionCode {
  /** What its users call the app: 1 to 40 bytes of UTF-8. */
  readonly label: string;
  /** The text of the code, at most 2,953 bytes. */
  readonly text: string;
}

/** What a poster says. Texts are one line each, without control characters. */
export interface PosterContent {
  /** The signed venue code that is drawn, in its JWS form. */
  readonly codeText: string;
  /** The same content in its compact form, for prints on which the JWS form would be too dense. */
  readonly compactText?: string | undefined;
  /** 1 to 100 bytes of UTF-8. */
  readonly name: string;
  /** At most 100 bytes of UTF-8; may be empty. */
  readonly address: string;
  /** A room or table: at most 40 bytes of UTF-8; may be empty. */
  readonly zone: string;
  /** 16 bytes. */
  readonly venueId: Uint8Array;
  /** 0..2^32-1. */
  readonly codeVersion: number;
  /** When this version was made, Unix seconds. */
  readonly issuedAt: number;
  /** First second in which the code no longer counts, Unix seconds. */
  readonly expires: number;
  /** The venue's own; left out, `Asia/Ho_Chi_Minh`. */
  readonly timeZone?: string | undefined;
  /** An e-mail address, phone number or web address: at most 80 bytes of UTF-8; may be empty. */
  readonly contact?: string | undefined;
  /** At most three. */
  readonly companions?: readonly CompanionCode[] | undefined;
}

/** Content that keeps the rules, with nothing left out. */
export interface CheckedContent
  extends Pick<
    PosterContent,
    'name' | 'address' | 'zone' | 'codeVersion' | 'issuedAt' | 'expires'
  > {
  /** Forms of the code, the preferred one first. */
  readonly codeTexts: readonly string[];
  readonly venueNumber: string;
  readonly timeZone: string;
  readonly contact: string;
  readonly companions: readonly CompanionCode[];
}

const DEFAULT_TIME_ZONE = 'Asia/Ho_Chi_Minh';
const MAX_BYTES = { name: 100, address: 100, zone: 40, contact: 80, label: 40 } as const;
const MAX_COMPANIONS = 3;
const MAX_TIME_ZONE_LENGTH = 64;
const UINT32_MAX = 0xffff_ffff;

// Control characters, line and paragraph separators, lone surrogates, and marks that turn the
// direction of text: whatever could make a name look like something else.
const UNFIT_CHARACTER = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/**
 * Checks content, and puts its texts into the one form in which they are drawn: composed letters (NFC),
 * single spaces.
 *
 * @throws {@link PosterError} `CONTENT_INVALID` or `CHARACTER_MISSING`, naming the field.
 */
export function checkContent(content: PosterContent): CheckedContent {
  const { compactText, timeZone = DEFAULT_TIME_ZONE, companions = [] } = content;
  const codeTexts = [content.codeText, ...(compactText === undefined ? [] : [compactText])];
  if (!Array.isArray(companions) || companions.length > MAX_COMPANIONS)
    throw invalid('companions', `at most ${MAX_COMPANIONS} codes`);
  if (typeof timeZone !== 'string' || timeZone.length > MAX_TIME_ZONE_LENGTH)
    throw invalid('timeZone', 'a time zone of the IANA');
  localMinute(0, timeZone);
  const checked = {
    codeTexts: codeTexts.map((text, i) => checkCode(text, i === 0 ? 'codeText' : 'compactText')),
    name: checkText(content.name, 'name'),
    address: checkText(content.address, 'address'),
    zone: checkText(content.zone, 'zone'),
    contact: checkText(content.contact ?? '', 'contact'),
    venueNumber: venueNumber(content.venueId),
    codeVersion: checkUint(content.codeVersion, 'codeVersion'),
    issuedAt: checkUint(content.issuedAt, 'issuedAt'),
    expires: checkUint(content.expires, 'expires'),
    timeZone,
    companions: companions.map(({ label, text }) => ({
      label: checkText(label, 'label'),
      text: checkCode(text, 'text'),
    })),
  };
  if (checked.name === '') throw invalid('name', 'a text');
  if (checked.expires <= checked.issuedAt) throw invalid('expires', 'after issuedAt');
  return checked;
}

/**
 * Checks where people may write, for callers who draw many posters with one contact.
 *
 * @throws {@link PosterError} as {@link checkContent}.
 */
export function checkContact(contact: string): void {
  checkText(contact, 'contact');
}

function checkText(value: unknown, what: keyof typeof MAX_BYTES): string {
  const maxBytes = MAX_BYTES[what];
  // Before it is looked at any closer: no text of so many characters has fewer bytes.
  if (typeof value !== 'string' || value.length > maxBytes || UNFIT_CHARACTER.test(value))
    throw invalid(what, `one line of at most ${maxBytes} bytes`);
  if (new TextEncoder().encode(value).length > maxBytes)
    throw invalid(what, `one line of at most ${maxBytes} bytes`);
  const text = value.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (!hasCharacters(text))
    throw new PosterError('CHARACTER_MISSING', what, `${what} has a letter that cannot be printed`);
  return text;
}

function checkCode(value: unknown, what: string): string {
  if (typeof value !== 'string' || value === '' || value.length > CODE_TEXT_MAX_LENGTH)
    throw invalid(what, `1 to ${CODE_TEXT_MAX_LENGTH} characters`);
  return value;
}

function checkUint(value: unknown, what: string): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > UINT32_MAX)
    throw invalid(what, 'a whole number below 2^32');
  return value as number;
}

const invalid = (what: string, rule: string): PosterError =>
  new PosterError('CONTENT_INVALID', what, `${what} must be ${rule}`);
