/** Puts a star for each of the first `count` characters; of a shorter text, for all. */
export const maskStart = (text: string, count: number): string =>
  '*'.repeat(Math.min(count, text.length)) + text.slice(count);
