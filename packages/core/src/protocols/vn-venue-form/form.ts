/**
 * What a venue gives when it registers for a QR code in Viet Nam.
 *
 * | field            | on the page           | holds                                          |
 * | ---------------- | --------------------- | ---------------------------------------------- |
 * | `venueName`      | `ten_dia_diem`        | name of the place                              |
 * | `province`       | `tinh`                | province or city                               |
 * | `district`       | `quan_huyen`          | district; none since 1 July 2025               |
 * | `commune`        | `xa`                  | commune or ward                                |
 * | `address`        | `dia_chi_cu_the`      | house and street                               |
 * | `registrantName` | `ho_ten_nguoi_dang_ky` | who registers                                  |
 * | `phone`          | `so_dien_thoai`       | mobile phone, to which a code was sent         |
 *
 * Spec: the public registration page (tokhaiyte.vn), as press and authorities described it. The QR
 * code it gave is not documented: there is nothing to read.
 *
 * @module
 */
import { WaypostError } from '../../primitives/errors.ts';

/** A registration that was checked. Name and phone of the registrant are personal data. */
export interface VnVenueForm {
  readonly venueName: string;
  readonly province: string;
  /** `null` for an address of two levels, as they are since 1 July 2025. */
  readonly district: string | null;
  readonly commune: string;
  readonly address: string;
  readonly registrantName: string;
  /** Ten digits, from 0. */
  readonly phone: string;
}

/** Longest value of a field, in characters. */
export const VN_VENUE_FORM_MAX_LENGTH = 200;

const FIELDS = [
  'venueName',
  'province',
  'district',
  'commune',
  'address',
  'registrantName',
  'phone',
] as const satisfies readonly (keyof VnVenueForm)[];
const UNFIT_IN_FIELD = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const MOBILE = /^(?:0|\+?84)([35789]\d{8})$/;

/**
 * Checks a registration: every field but `district` must be there, and no other. Blanks around a
 * value go, the phone number gets its national form (`+84 912 345 678` is `0912345678`).
 *
 * @throws {@link WaypostError} `VENUE_ROW_INVALID` with `what`: the field that is wrong, or `fields`.
 */
export function parseVnVenueForm(form: unknown): VnVenueForm {
  if (typeof form !== 'object' || form === null) throw invalid('fields');
  const known: readonly string[] = FIELDS;
  if (Object.keys(form).some((name) => !known.includes(name))) throw invalid('fields');
  const values = form as Readonly<Record<string, unknown>>;
  const text = (field: keyof VnVenueForm): string => readText(values[field], field);
  return {
    venueName: text('venueName'),
    province: text('province'),
    district: isEmpty(values['district']) ? null : text('district'),
    commune: text('commune'),
    address: text('address'),
    registrantName: text('registrantName'),
    phone: readPhone(text('phone')),
  };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

function readText(value: unknown, field: keyof VnVenueForm): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '' || text.length > VN_VENUE_FORM_MAX_LENGTH || UNFIT_IN_FIELD.test(text))
    throw invalid(field);
  return text;
}

function readPhone(text: string): string {
  const [, subscriber] = MOBILE.exec(text.replace(/[\s.-]/g, '')) ?? [];
  if (subscriber === undefined) throw invalid('phone');
  return `0${subscriber}`;
}

const invalid = (what: string): WaypostError =>
  new WaypostError('VENUE_ROW_INVALID', `venue registration is invalid: ${what}`, {
    format: 'vn-venue-form',
    what,
  });
