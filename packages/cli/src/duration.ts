const UNIT_SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of `90`, `30s`, `15m`, `1h` or `2d`; `NaN` where the text is no duration. */
export function readDuration(text: string): number {
  const [, digits, unit] = /^(\d{1,10})([smhd]?)$/.exec(text) ?? [];
  return Number(digits) * (UNIT_SECONDS[unit ?? ''] ?? Number.NaN);
}
