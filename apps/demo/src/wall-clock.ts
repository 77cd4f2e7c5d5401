const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** Day, month, hour and minute in Việt Nam: `02/03 18:56`. */
export const wallClock = (time: number): string => CLOCK.format(time * 1000).replace(',', '');
