import type { VenueRowProblem } from '@waypost/poster/bulk';
import type { NfcMessages, PostersMessages } from './messages.ts';

const rowProblems: Readonly<Record<VenueRowProblem, string>> = {
  'file-too-large': 'the file is larger than 8 MiB',
  'not-utf8': 'the file is not UTF-8. Save the table as "CSV UTF-8"',
  header: 'the first row must be name,address,kind,zones,contact; contact may be left out',
  'no-rows': 'there is no venue after the header',
  'too-many-rows': 'there are more than 10,000 venues. Split the file',
  'too-many-zones': 'there are more than 50,000 zones in all. Split the file',
  'not-csv': 'a quotation mark is not closed, or has text before or behind it',
  'field-count': 'the row has more or fewer fields than the header',
  invalid: 'empty where it must not be, too long, or of another form',
  character: 'has a letter that cannot be printed',
  twice: 'the same name and address as in a row before',
};

/** `waypost posters` in English. */
export const postersEn: PostersMessages = {
  posters: 'Make posters for a list of venues, or make those of a manifest again.',
  venues: 'the venues: CSV with the header name,address,kind,zones,contact',
  manifest: 'manifest.csv of posters that were made before: the same codes are printed again',
  out: 'a new folder, or an archive whose name ends in .zip',
  key: 'private key of the issuer’s codes, a JWK (code.json of the server’s keys)',
  issuer: 'the issuer, as on the server',
  host: 'host name that the codes lead to',
  size: 'a3, a4, a5, a6, card (90 mm), sticker (85×54 mm), cards (A4 with six cards)',
  language: 'vi, en, or both on one sheet',
  format: 'pdf, svg or png',
  expiresDays: 'how many days the codes count (default: 365)',
  database: 'register the venues here, as for the server; left out, they are registered nowhere',
  ownerKeys: 'with --database: new file for the owners’ keys. Secret',
  examples: `
The list: zones have a | between them; kind is 0 to 255, or empty. All is made, or nothing.

Examples:
  Samples, to look at:
    waypost posters --venues venues.csv --out samples --key code.json --issuer health --host check.example

  A chain, registered and printed (stop the server first where the database is a folder):
    waypost posters --venues venues.csv --out posters.zip --key data/keys/code.json --issuer health \\
      --host check.example --database pglite:./data/db --owner-keys owners.csv

  The same posters once more, in another size. Size, language and format as before make the same files:
    waypost posters --manifest posters/manifest.csv --out cards --size card

A list makes new codes each time: one venue with two of them is two venues.
Exit: 0 done, 1 our fault, 2 wrong usage, 3 list refused.`,
  problem: (p) => {
    if (p.kind === 'venues-refused') return `nothing was made. Errors: ${p.errors}`;
    if (p.kind === 'manifest-refused') return 'this is no manifest of posters. Nothing was made';
    return `the poster cannot be made (${p.what}, ${p.code}). Nothing was made. Shorten the text, or choose a larger size`;
  },
  rowError: (row, column, problem) =>
    `  row ${row}${column === null ? '' : `, ${column}`}: ${rowProblems[problem]}`,
  drawing: 'Drawing',
  done: ({ files, venues, out }) => `Posters of ${venues} venues in ${files} files: ${out}`,
  registeredNowhere:
    'These venues are registered on no server: nobody can check in with these posters. See --database.',
  registered: (file) =>
    `The venues are registered. The owners’ keys are in ${file}, and nowhere else.`,
  noSource: 'name a list by --venues, or a manifest by --manifest',
  keyUnreadable: (file) => `--key: ${file} is no private JWK`,
  days: (value) => `--expires-days: "${value}" is no whole number from 1 to 3650`,
  outExists: (file) => `${file} is there already. Name another`,
  noOutput: (file) => `${file} cannot be written. Check the folder and its permissions`,
  issuerInvalid: '--issuer or --host cannot stand in a code',
  databaseRefused: (code) => `--database: the database did not take the venues (${code})`,
};

/** `waypost nfc` in English. */
export const nfcEn: NfcMessages = {
  nfc: 'Turn the text of a venue code into an NDEF message for an NFC tag.',
  text: 'the text of a code, as waypost decode shows it: https://…/v#…',
  out: 'write the bytes into this file; left out, they are shown in hexadecimal',
  examples: `
Example:
  waypost nfc 'https://check.example/v#eyJ…' --out table-7.ndef

A code in the JWS form takes some 500 bytes: choose tags of 888 bytes (NTAG216), or the compact form.
Exit: 0 done, 1 our fault, 2 wrong usage, 3 no code that leads somewhere.`,
};
