import { parseJsonObject } from '../../primitives/jws.ts';

/** Reads a JSON object in UTF-8; `null` where the bytes hold anything else. */
export function readJsonObject(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    return parseJsonObject(bytes);
  } catch {
    return null;
  }
}
