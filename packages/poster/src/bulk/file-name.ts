/**
 * Names of poster files.
 *
 * @module
 */

/** Most characters of a name: no system's limit is below 255 bytes, and a letter has at most 3. */
const MAX_CHARACTERS = 70;
const MAX_NUMBER = 99_999;

// What Windows forbids in names, beside what would be another path or another direction of text.
const UNFIT = /[<>:"/\\|?*\p{C}\p{Z}]+/gu;

/**
 * A name that every system can write, and that no other poster has: `00007 Phở Bà Dần - Tầng 1 - v2.pdf`.
 * Letters stay as they are.
 *
 * @param number - Place of the file in its set, from 1.
 * @param parts - What it says; empty ones are left out.
 */
export function posterFileName(number: number, parts: readonly string[], format: string): string {
  const text = parts
    .map((part) => part.normalize('NFC').replace(UNFIT, ' ').trim())
    .filter((part) => part !== '')
    .join(' - ');
  const digits = String(number).padStart(String(MAX_NUMBER).length, '0');
  // By characters, so that no pair of surrogates is torn.
  return `${digits} ${Array.from(text).slice(0, MAX_CHARACTERS).join('').trim()}.${format}`;
}
