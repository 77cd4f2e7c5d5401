import { toUtf8 } from '@waypost/core/primitives';
import { ClientError } from '../errors.ts';

/** Size of every check-in and of every change of one, in bytes. Protocol section 4. */
export const CHECK_IN_BODY_BYTES = 2048;
/** Size of every disclosure, in bytes. Protocol section 6. */
export const DISCLOSURE_BODY_BYTES = 16_384;

/**
 * JSON of `content` and a `pad`, so long that its UTF-8 has exactly `bytes` bytes: the size of a request
 * then says nothing of what is in it.
 *
 * @throws {@link ClientError} `BODY_TOO_LONG`.
 */
export function sizedJson(content: object, bytes: number): string {
  const bare = toUtf8(JSON.stringify({ ...content, pad: '' })).length;
  if (bare > bytes)
    throw new ClientError(
      'BODY_TOO_LONG',
      `a body has more than ${bytes} bytes before its padding`,
    );
  return JSON.stringify({ ...content, pad: '0'.repeat(bytes - bare) });
}
