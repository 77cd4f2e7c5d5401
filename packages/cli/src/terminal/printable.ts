/**
 * Text from a file, made safe for a terminal: control and direction characters, which could move the
 * cursor or hide what follows, become visible signs.
 */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
