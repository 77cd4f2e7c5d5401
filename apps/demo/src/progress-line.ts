import type { Writable } from 'node:stream';

/** Shows one line of progress that overwrites itself. */
export interface ProgressLine {
  /** @param fraction - 0..1, or `null` where the end is not known. */
  show(label: string, fraction: number | null): void;
  /** Takes the line away. */
  clear(): void;
}

const CLEAR_LINE = '\r\u001b[K';

/** A line on a terminal; nothing at all where the stream is a file or a pipe. */
export function progressLine(stream: Writable & { readonly isTTY?: boolean }): ProgressLine {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let shown = '';
  return {
    show(label, fraction) {
      const line = fraction === null ? `${label} …` : `${label} ${Math.floor(fraction * 100)} %`;
      if (line !== shown) stream.write(`${CLEAR_LINE}${line}`);
      shown = line;
    },
    clear() {
      if (shown !== '') stream.write(CLEAR_LINE);
      shown = '';
    },
  };
}
