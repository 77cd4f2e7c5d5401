/**
 * Dates as documents carry them, without a clock and without a zone. Gregorian calendar.
 *
 * @module
 */

/** First year that a document of a living person can carry. */
const FIRST_YEAR = 1850;
const LAST_YEAR = 2399;

/** Whether there is such a day, in the years 1850 to 2399. The month is 1..12, the day 1..31. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (![year, month, day].every(Number.isInteger)) return false;
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const isLeapYear = (year: number): boolean =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
