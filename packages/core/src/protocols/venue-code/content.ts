import { assertBytes, toUtf8, UINT32_MAX, WaypostError } from '../../primitives/index.ts';
import { SEED_BYTES, VENUE_ID_BYTES, ZONE_MAX_BYTES } from './location.ts';

/** What a venue code says, in either of its forms. */
export interface VenueCodeContent {
  /** 16 bytes. */
  readonly venueId: Uint8Array;
  /** Version of the venue's code, 0..2^32-1. */
  readonly codeVersion: number;
  /** 16 random bytes of this code version. */
  readonly seed: Uint8Array;
  /** First second in which the code counts, Unix time. */
  readonly notBefore: number;
  /** First second in which it no longer counts, Unix time; after `notBefore`. */
  readonly expires: number;
  /** Kind of place, 0..255. */
  readonly kind: number;
  /** 1 to 100 bytes of UTF-8, without control characters. */
  readonly name: string;
  /** At most 100 bytes of UTF-8, without control characters; may be empty. */
  readonly address: string;
  /** At most 40 bytes of UTF-8, without control characters; may be empty. */
  readonly zone: string;
}

const NAME_MAX_BYTES = 100;
const ADDRESS_MAX_BYTES = 100;
const KIND_MAX = 0xff;

// Control characters, line and paragraph separators, lone surrogates, and the marks that turn the
// direction of text: whatever could make a name look like something else on a screen or in a log.
const UNFIT_CHARACTER = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** The fields of a venue code from anywhere: of any type, none of them checked. */
export type LooseContent = Readonly<Record<keyof VenueCodeContent, unknown>>;

/**
 * Checks content that was read: the rules of both forms.
 *
 * @throws {@link WaypostError} `VENUE_CODE_MALFORMED` naming the field.
 */
export function parseContent(fields: LooseContent): VenueCodeContent {
  const content = {
    venueId: readBytes(fields.venueId, VENUE_ID_BYTES, 'venueId'),
    codeVersion: readUint(fields.codeVersion, UINT32_MAX, 'codeVersion'),
    seed: readBytes(fields.seed, SEED_BYTES, 'seed'),
    notBefore: readUint(fields.notBefore, UINT32_MAX, 'notBefore'),
    expires: readUint(fields.expires, UINT32_MAX, 'expires'),
    kind: readUint(fields.kind, KIND_MAX, 'kind'),
    name: readText(fields.name, NAME_MAX_BYTES, 'name'),
    address: readText(fields.address, ADDRESS_MAX_BYTES, 'address'),
    zone: readText(fields.zone, ZONE_MAX_BYTES, 'zone'),
  };
  if (content.name === '') throw malformed('name');
  if (content.expires <= content.notBefore) throw malformed('expires');
  return content;
}

/**
 * Checks content that is to be issued: by the same rules, so that nothing is printed that no phone
 * would take.
 *
 * @throws {@link WaypostError} `BYTES_LENGTH`; `VENUE_CODE_MALFORMED` naming the field.
 */
export function assertContent(content: VenueCodeContent): VenueCodeContent {
  assertBytes(content.venueId, VENUE_ID_BYTES, 'venueId');
  assertBytes(content.seed, SEED_BYTES, 'seed');
  return parseContent(content);
}

/** @param what - The part that is wrong: a field, `host`, `text`. */
export const malformed = (what: string): WaypostError =>
  new WaypostError('VENUE_CODE_MALFORMED', `venue code is malformed: ${what}`, { what });

/** Text of a field. @throws {@link WaypostError} `VENUE_CODE_MALFORMED` naming it. */
export function readText(value: unknown, maxBytes: number, what: string): string {
  if (typeof value !== 'string' || UNFIT_CHARACTER.test(value)) throw malformed(what);
  if (toUtf8(value).length > maxBytes) throw malformed(what);
  return value;
}

function readBytes(value: unknown, length: number, what: string): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length !== length) throw malformed(what);
  return value;
}

function readUint(value: unknown, max: number, what: string): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > max)
    throw malformed(what);
  return value as number;
}
