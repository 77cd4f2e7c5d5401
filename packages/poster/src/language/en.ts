import { type LocalMinute, twoDigits } from '../dates.ts';
import type { Words } from './words.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

// With no-break spaces: a line never ends within a date.
const day = (at: LocalMinute): string => `${at.day}\u00a0${MONTHS[at.month - 1]}\u00a0${at.year}`;

/** English. */
export const en: Words = {
  language: 'en',
  title: (name) => `${name} – check-in code`,
  headline: 'Please scan when you arrive',
  steps: [
    'Scan the code with your app or phone camera.',
    'Check that the name and address shown match this place.',
    'Check in when you arrive, check out when you leave.',
  ],
  shortSteps: ['Scan', 'Check the name', 'Check in'],
  codeAlt: 'QR code to check in at this venue',
  zone: 'Zone',
  noPhone: 'No phone? Someone with you can check you in.',
  contact: 'Damaged or wrong? Please tell:',
  otherApps: 'Using another app?',
  otherAppAlt: (label) => `QR code for the app ${label}`,
  venueNumber: 'Venue number',
  version: (version) => `Version ${version}`,
  issued: (at) => `issued ${day(at)}`,
  validUntil: (at) => `Valid until ${day(at)}, ${twoDigits(at.hour)}:${twoDigits(at.minute)}`,
};
