import { fromUtf8 } from './encoding.ts';
import { WaypostError } from './errors.ts';
import { fromForeignBase64 } from './foreign-base64.ts';

/** A JSON object from outside: members of any kind. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object: no array, not `null`. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a JSON object that stands in base64 of either alphabet, as UTF-8: what the codes of several
 * systems hold. Every text in it is Unicode; JSON alone could escape a lone surrogate.
 *
 * @throws {@link WaypostError} `ENCODING_INVALID`.
 */
export function fromBase64Json(text: string): JsonObject {
  const json = fromUtf8(fromForeignBase64(text));
  let value: unknown;
  try {
    value = JSON.parse(json, (_name, member: unknown) => assertUnicode(member));
  } catch {
    throw invalid();
  }
  if (!isJsonObject(value)) throw invalid();
  return value;
}

function assertUnicode(member: unknown): unknown {
  if (typeof member === 'string' && /\p{Surrogate}/u.test(member)) throw invalid();
  return member;
}

const invalid = (): WaypostError =>
  new WaypostError('ENCODING_INVALID', 'not a JSON object in base64', { encoding: 'JSON' });
