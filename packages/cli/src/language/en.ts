import { gaenEn } from './gaen/en.ts';
import { idsEn } from './ids/en.ts';
import {
  type InputProblem,
  isPlain,
  type Messages,
  type PlainKind,
  type RowProblem,
} from './messages.ts';
import { nfcEn, postersEn } from './posters/en.ts';

const timeProblems = {
  unreadable:
    'is not a time. Write Unix seconds or ISO 8601 with an offset, as 2021-06-01T17:00:00+07:00',
  'no-offset':
    'has no offset from UTC. Add one, as in 2021-06-01T17:00:00+07:00, or name the zone of the file: --time-zone Asia/Ho_Chi_Minh',
  'before-1970': 'is before 1970. Correct it',
  'after-2105': 'is too far in the future. Times must be before the year 2106',
  milliseconds: 'looks like milliseconds. Times must be Unix seconds: divide by 1000',
  'skipped-by-clock': 'never was: the clocks of this zone leapt over it. Correct it',
} as const;

const plainProblems: Readonly<Record<PlainKind, string>> = {
  'file-missing': 'there is no such file',
  'file-forbidden': 'the file may not be read. Check its permissions',
  'file-is-folder': 'this is a folder. Name one file in it',
  'file-empty':
    'the file is empty. Its first line must name the columns, as in person,venue,start,end',
  'file-binary': 'this is no text. Save the table as CSV in UTF-8',
  'file-is-excel': 'this is an Excel or zip file. Save the table as "CSV UTF-8"',
  'file-utf16': 'this is UTF-16 text. Save the table as "CSV UTF-8"',
  'not-gzip': 'the name ends in .gz, but the file is no gzip. Rename it, or compress it again',
  'gzip-broken': 'the gzip file is damaged or cut off. Copy or compress it again',
  'no-rows': 'there is a header and no row after it',
  'no-cases': 'there is no case in the file. Write one person id a line',
  'near-not-json': 'this is not JSON. Write {"venue":{"zone":["zones counted near"]}}',
  'near-shape': 'the JSON has another shape than {"venue":{"zone":["zones counted near"]}}',
  'image-format':
    'this is no PNG or JPEG picture. Save it as one of these, or give the text of the code itself',
  'image-too-large': 'the picture is larger than 64 million pixels or 40 MiB. Make it smaller',
  'image-damaged': 'the picture is damaged or cut off. Copy it again',
  'image-no-code':
    'there is no QR code to be read in the picture. Take it from nearer, straight on and without glare',
  'code-unknown': 'this is not a venue code of a known format',
  'row-too-long': 'the row is longer than 1 MiB. Look for a quotation mark that is never closed',
  'too-many-fields': 'the row has more than 1024 fields',
  'text-after-quote':
    'there is text behind a closing quotation mark. Double the quotation marks inside a field',
  'quote-not-closed': 'a quotation mark is opened here and never closed',
  'end-before-start': 'the stay ends before it starts. Correct one of the times',
};

function problem(p: InputProblem | RowProblem): string {
  if (isPlain(p, plainProblems)) return plainProblems[p.kind];
  switch (p.kind) {
    case 'code-damaged':
      return `this looks like a code of the format ${p.format}, but is damaged or not allowed${p.what === '' ? '' : ` (${p.what})`}`;
    case 'export-refused':
    case 'file-too-large':
    case 'keys-not-json':
    case 'not-json':
    case 'window-field':
    case 'key-field':
    case 'sightings-header':
    case 'no-exports':
    case 'not-believed':
    case 'config-refused':
      return gaenEn.problem(p);
    case 'venues-refused':
    case 'manifest-refused':
    case 'poster-unfit':
      return postersEn.problem(p);
    case 'column-missing':
      return `there is no column "${p.name}". The file has: ${p.header.join(', ')}. Name the right one with --map ${p.column}=NAME`;
    case 'column-twice':
      return `two columns are named "${p.name}". Rename one`;
    case 'index-unknown':
      return `no check-in of ${p.persons.join(', ')}. Correct --index, or go on without with --skip-bad-rows`;
    case 'row-short':
      return `the row has only ${p.fields} field(s)`;
    case 'field-empty':
      return `${p.column} is empty`;
    case 'time':
      return `${p.column} ${timeProblems[p.problem]}`;
    case 'id-too-long':
      return `${p.column} is longer than ${p.max} bytes`;
    case 'not-utf8':
      return `${p.column} is not UTF-8 text. Save the table as "CSV UTF-8"`;
  }
}

const keyRefusals: Readonly<Record<string, string>> = {
  LOCKED: 'the server has this data folder open. Stop it, run this again, and then start it',
  FOLDER_INVALID: 'this is no data folder of Waypost. Name the server’s with --database',
  URL_INVALID: '--database begins with postgres: or pglite:',
  UNAVAILABLE: 'the database cannot be reached',
  KEY_NAME_TAKEN: 'there is a key of this name. Choose another',
  KEY_NAME_INVALID: 'a name has 1 to 80 characters',
  KEY_NAME_UNKNOWN: 'no key of this name is in use. See: waypost keys list',
};

/** English. */
export const en: Messages = {
  program: 'Waypost: contact tracing and QR check-in.',
  match: 'Find who met whom in a file of check-ins.',
  matchExamples: `
Examples:
  Everybody who was with person 73956 for at least 15 minutes, and their contacts:
    waypost match --check-ins visits.csv --index 73956 --second-degree

  Times without an offset, columns with other names, the result as a file for Excel:
    waypost match --check-ins visits.csv --time-zone Asia/Ho_Chi_Minh \\
      --map person=phone,venue=place,start=in,end=out --index 0900000000 --csv contacts.csv

  Venues with 3 cases or more in the last 14 days:
    waypost match --check-ins visits.csv --clusters 3 --within 14 --cases cases.txt

Durations are seconds, or 30s, 15m, 1h, 2d. Times are Unix seconds or ISO 8601.
Exit: 0 done, 1 our fault, 2 wrong usage, 3 input refused.`,
  option: {
    checkIns: 'the check-ins: CSV, plain or gzip; - reads standard input',
    map: 'names of the columns that are not person, venue, start, end, zone',
    timeZone: 'zone of times without an offset, as Asia/Ho_Chi_Minh',
    stay: 'length of a stay without an end',
    maxStay: 'longest a stay without an end is taken to last, if --stay is not given (default: 3h)',
    exclusiveStay: 'a stay ends when the same person checks in elsewhere',
    minOverlap: 'shortest common presence that counts (default: 15m)',
    mode: 'single: one presence long enough; cumulative-24h: presences add up over 24 hours',
    linger: 'how long presence counts after an index person left',
    tolerance: 'widens the stays of index persons on both sides',
    index: 'person whose contacts are looked for (repeatable)',
    from: 'presence before this time does not count',
    to: 'presence from this time on does not count',
    near: 'JSON of zones counted near: {"venue":{"zone":["near zone"]}}',
    secondDegree: 'also find the contacts of contacts',
    clusters: 'find venues with at least this many cases',
    within: 'days that clusters look back, from --to or the last check-in',
    cases: 'the cases: one person id a line',
    preset: 'a known rule; other options win over it',
    skipBadRows: 'count and list rows that cannot be used, and go on',
    json: 'the result as JSON on standard output',
    csv: 'also write the contacts as CSV',
    displayZone: 'zone of the times in the report (default: --time-zone, or the machine’s)',
    lang: 'language of the report: en or vi',
  },
  problem,
  usage: {
    duration: (option, value) =>
      `${option}: "${value}" is no duration. Write seconds, or 30s, 15m, 1h, 2d`,
    count: (option, value) => `${option}: "${value}" is no whole number from 1 to 1000000`,
    time: (option, value) =>
      `${option}: "${value}" is no time. Write Unix seconds, or ISO 8601 with an offset; with --time-zone also without one, or a day`,
    timeZone: (option, value) =>
      `${option}: there is no time zone "${value}". Write one as Asia/Ho_Chi_Minh`,
    choice: (option, value, choices) => `${option}: "${value}" is none of ${choices.join(', ')}`,
    map: (value) => `--map: "${value}" is not like person=COLUMN,venue=COLUMN,start=COLUMN`,
    needs: (option, other) => `${option} needs ${other}`,
    window: () => '--from must be before --to',
    sameFile: () => '--csv: this is the file of the check-ins. Name another',
    noOutput: (file) => `--csv: ${file} cannot be written. Check the folder and its permissions`,
  },
  keys: {
    keys: 'Officers’ keys, on the machine of the server.',
    add: 'Make a key for an officer; it is shown this once.',
    name: 'whose key it is, for the records',
    list: 'List the keys, revoked ones too; the keys themselves are stored nowhere.',
    columns: ['Name', 'Id', 'Made', 'Revoked'],
    revoke: 'End a key: from then on it opens nothing.',
    nameOfKey: 'name of the key, as keys list has it',
    revoked: (name) => `The key of ${name} opens nothing any more. What was done with it stands.`,
    database: 'as for the server (default: DATABASE_URL, or pglite:./data/db)',
    added: 'This key is shown this once: hand it over in person.',
    refused: (code) => keyRefusals[code] ?? `the database did not take it (${code})`,
  },
  decode: {
    decode: 'Read a venue code of any known format, and say whether to believe it.',
    text: 'the text of a code, a picture of one (PNG, JPEG), or - for standard input',
    trust: 'whom to believe: a JWKS file, KID=FILE.pem, or FILE.pem (repeatable)',
    issuer: 'the only issuer of Waypost codes to believe',
    at: 'judge validity at this time (default: now)',
    json: 'the result as JSON on standard output',
    examples: `
Examples:
  A photo of a poster, signed by a key of the issuer’s list:
    waypost decode photo.jpg --trust jwks.json

  The text of a code, from another program:
    waypost decode - --json < code.txt

Nothing is opened or fetched, whatever the code says.
Exit: 0 recognised, and its signature valid or the format unsigned; 4 signature invalid or by nobody
trusted; 3 not a code we know; 2 wrong usage; 1 our fault.`,
    yourText: 'the text',
    severalCodes: (count) => `The picture has ${count} codes. This is the first of a known format.`,
    keyUnreadable: (file) =>
      `--trust: ${file} is no JWKS and no PEM with a public key. Write FILE.json, KID=FILE.pem or FILE.pem`,
    keyUnsuitable: (why) => `--trust: ${why}`,
    fields: {
      format: 'Format',
      signature: 'Signature',
      name: 'Name',
      address: 'Address',
      zone: 'Zone',
      id: 'Id',
      notBefore: 'Valid from',
      expires: 'Valid until',
      status: 'At this time',
    },
    signature: {
      valid: 'valid, by a trusted key',
      invalid: 'INVALID: somebody changed or forged this code',
      unsigned: 'none: anybody can print such a code',
      untrusted: 'NOT CHECKED: it is by a key that is not trusted (--trust)',
    },
    status: {
      'in-force': 'in force',
      'not-yet': 'not valid yet',
      expired: 'expired',
      unlimited: 'no limit of time',
      unknown: 'not known',
    },
  },
  gaen: gaenEn,
  ids: idsEn,
  posters: postersEn,
  nfc: nfcEn,
  inputRefused: (file, line, why) => `${file}${line === null ? '' : `, line ${line}`}: ${why}.`,
  wrongUsage: (why) => `${why}.\nSee: waypost --help`,
  ourFault: (why) => `Waypost failed, and should not have: ${why}`,
  stopped: 'Stopped.',
  phase: {
    read: 'Reading',
    sort: 'Sorting',
    digest: 'Fingerprinting the input',
    index: 'Indexing',
    match: 'Matching',
    clusters: 'Looking for clusters',
  },
  report: {
    units: { second: 's', minute: 'min', hour: 'h' },
    rowsRead: (rows, skipped) => `${rows} check-ins read, ${skipped} skipped.`,
    badRow: (line, why) => `  skipped line ${line}: ${why}`,
    moreBadRows: (count) => `  … and ${count} more`,
    unknownIndex: (persons) => `No check-in of ${persons}.`,
    rule: ({ preset, version }) =>
      `Rule${preset === null ? '' : ` ${preset}`} (definitions version ${version}):`,
    single: (minutes) => `  a contact was at the same place for ${minutes} or more at a time`,
    cumulative: (minutes) =>
      `  a contact was at the same places for ${minutes} or more within 24 hours`,
    openStay: (duration) => `  stays without an end last ${duration}`,
    fixedStay: (duration) => `  stays without an end last ${duration}`,
    exclusiveStay: '  a stay ends with the next check-in elsewhere',
    linger: (duration, atMostStay) =>
      `  presence counts ${duration} longer after an index person left${atMostStay ? ', at most as long as the stay' : ''}`,
    tolerance: (duration) => `  stays of index persons are widened by ${duration} on both sides`,
    window: (from, to) =>
      `  only presence ${from === null ? '' : `from ${from} `}${to === null ? '' : `until ${to}`}`.trimEnd(),
    near: '  only in the same or a near zone',
    totals: (t) =>
      `In all: encounters ${t.encounters}, pairs ${t.pairs}, people ${t.people}, venues ${t.venues}, together ${t.duration}.`,
    nobody: 'Nobody met anybody under this rule.',
    contactsOf: (person, count) => `Contacts of ${person}: ${count}`,
    noContacts: (person) => `Contacts of ${person}: none`,
    columns: {
      person: 'Person',
      encounters: 'Times met',
      longest: 'Longest',
      total: 'In all',
      best: 'In 24 h',
      first: 'First',
      last: 'Last until',
      venues: 'Venues',
      cases: 'Cases',
      venue: 'Venue',
    },
    moreContacts: (count) => `… and ${count} more: see --json or --csv`,
    secondDegree: (count, persons) =>
      `Contacts of these contacts (second degree), ${count}: ${persons}`,
    clusters: (count, minCases, from, to) =>
      `Venues with ${minCases} or more cases between ${from} and ${to}: ${count}`,
    unknownCases: (count) => `Cases without a check-in: ${count}`,
    timesIn: (zone) => `Times in ${zone}.`,
    digest: (digest) => `Input ${digest}`,
    csvWritten: (file, rows) => `Rows written to ${file}: ${rows}`,
    cost: (c) =>
      `${c.rows} rows in ${c.seconds} s (${c.rate} rows a second), peak memory ${c.memory} MB.`,
  },
};
