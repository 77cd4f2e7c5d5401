import { type ExportRefusal, type GaenMessages, type GaenProblem, refusalOf } from './messages.ts';

const refusals: Readonly<Record<ExportRefusal, string>> = {
  EXPORT_ARCHIVE_MALFORMED: 'this is no zip archive of an export, or it is damaged. Copy it again',
  EXPORT_ENTRY_DUPLICATE: 'the archive has one of its entries twice. Do not use it',
  EXPORT_ENTRY_MISSING: 'the archive has no export.bin',
  EXPORT_ENTRY_UNEXPECTED:
    'the archive has an entry besides export.bin and export.sig. Do not use it',
  EXPORT_TOO_LARGE: 'the archive would be larger than 64 MiB when it is unpacked. Do not use it',
  EXPORT_TRUNCATED: 'the file ends too early. Copy it again',
  EXPORT_MAGIC: 'export.bin does not begin with "EK Export v1"',
  EXPORT_MALFORMED: 'export.bin is damaged',
  EXPORT_KEY_LENGTH: 'a key is not 16 bytes long',
  EXPORT_KEY_RANGE:
    'a field of a key is out of range: a rolling period is 1 to 144, a start 0 to 2147483647',
};

function problem(p: GaenProblem): string {
  switch (p.kind) {
    case 'export-refused':
      return refusalOf(refusals, p.code) ?? `this cannot be an export (${p.code})`;
    case 'file-too-large':
      return `the file is larger than ${Math.floor(p.max / 2 ** 20)} MiB`;
    case 'keys-not-json':
      return 'this is not JSON of the shape {"temporaryExposureKeys":[{"key":"…","rollingStartNumber":2650000}]}';
    case 'not-json':
      return 'this is not JSON';
    case 'window-field':
      return `${p.field} is missing or out of range: see waypost gaen risk --help`;
    case 'key-field':
      return `${p.field} is missing or cannot be read`;
    case 'sightings-header':
      return 'the first line must name the columns rpi, aem, rssi and at, each once; previous_scan_at may be there too, and no other';
    case 'no-exports':
      return 'there is no .zip or .bin file in this folder';
    case 'not-believed':
      return p.verdict === 'missing'
        ? 'nobody signed this file, and --key asks for a signature'
        : 'this file is not signed by a key of --key, or it was changed. Do not use it';
    case 'config-refused':
      return `${p.setting} is missing, unknown or out of range. The names of published configurations are cwa, nhs, google-v1 and google-v2`;
  }
}

/** `waypost gaen` in English. */
export const gaenEn: GaenMessages = {
  gaen: 'Exposure Notification: look into export files, make them, and make keys for them.',
  inspect: 'Say what an export file holds, and whether its signature is to be believed.',
  inspectExamples: `
Examples:
  waypost gaen inspect 2020-07-01.zip --key cwa-de-262-v1.pem
  waypost gaen inspect export.bin --json

Without --key a signature is not judged, only whether there is one.
Exit: 0 read, and its signature valid or not judged; 4 signature invalid or missing; 3 not an
export, or damaged; 2 wrong usage; 1 our fault.`,
  file: 'a published archive (zip), or an export.bin out of one',
  key: 'PEM file with the public key that must have signed',
  json: 'the result as JSON on standard output',
  reencode: 'Read an export file and write its export.bin to standard output.',
  reencodeExamples: `
What is read is written again byte for byte:
  waypost gaen reencode 2020-07-01.zip | cmp - export.bin`,
  risk: 'Score exposure windows by the rules of an app.',
  riskExamples: `
Examples:
  waypost gaen risk --config cwa --windows windows.json
  waypost gaen risk --config my-app.json --windows cases.json --json

Windows are a JSON list [{"ageInDays":1,"reportType":1,"infectiousness":2,"calibrationConfidence":0,
"scanInstances":[{"minAttenuation":60,"typicalAttenuation":63,"secondsSinceLastScan":240}]}], with
"date" for "ageInDays" if you like; or cases {"testCases":[{"exposureWindows":[…]}]}, a result each;
or {"scanInstances":[{"minAttenuationDb":60,"secondsSinceLastScan":240}]}. A configuration is JSON with
its "kind" (cwa, nhs, google-v1, google-v2) and the settings that differ from the published ones.
Printed are the level, the highest number of a day or window, and the case.
Exit: 0 done, 1 our fault, 2 wrong usage, 3 input refused.`,
  riskConfig: 'cwa, nhs, google-v1, google-v2, or a JSON file',
  windows: 'the exposure windows: a JSON file',
  today: 'the day to score on, as a time; default: now',
  export: 'Sign keys, and pack them as an export file.',
  exportExamples: `
Example:
  waypost gaen export keys.json --signing-key vn.private.pem --key-id 452 --region VN \\
    --start 2021-06-01T00:00:00Z --end 2021-06-02T00:00:00Z --out 2021-06-01.zip

JSON is {"temporaryExposureKeys":[…],"revisedKeys":[…]}, each key {"key":"<base64>",
"rollingStartNumber":…,"rollingPeriod":…,"transmissionRisk":…,"reportType":…,
"daysSinceOnsetOfSymptoms":…}. CSV has columns of the same names, and revised (true). All but key and
rollingStartNumber may be left out. Keys are sorted, so that the file does not show who sent which.
Exit: 0 done, 1 our fault, 2 wrong usage, 3 input refused.`,
  keysFile: 'the keys: a .json file, or a CSV',
  signingKey: 'PEM file with the P-256 private key',
  keyId: 'how readers find the public key: in practice a mobile country code, as 452',
  keyVersion: 'version of the key',
  region: 'as VN, DE, US',
  start: 'begin of the window of arrival',
  end: 'end of the window; two files of one window must differ in it',
  out: 'the archive to be written',
  keygen: 'Make a P-256 key pair to sign exports with.',
  keygenExamples: `
Examples:
  waypost gaen keygen --out vn        writes vn.private.pem and vn.public.pem
  waypost gaen keygen                 writes both to standard output, the private key first`,
  keygenOut: 'begin of the names of the two files; nothing is overwritten',
  keygenDone: (name) =>
    `${name}.private.pem is secret: it stays with whoever signs. Publish ${name}.public.pem.`,
  problem,
  publicKeyUnreadable: (file) => `--key: ${file} is no PEM with a P-256 public key`,
  signingKeyUnreadable: (file) => `--signing-key: ${file} is no PEM with a P-256 private key`,
  window: () => '--start must be before --end',
  noOutput: (file) =>
    `${file} cannot be written. Check the folder and its permissions, and that there is no such key yet`,
  fields: {
    signature: 'Signature',
    signer: 'Signed by',
    keys: 'Keys',
    revisedKeys: 'Revised keys',
    region: 'Region',
    start: 'From',
    end: 'Until',
    batch: 'File',
    reportTypes: 'Report types',
    rollingPeriods: 'Rolling periods',
  },
  verdict: {
    valid: 'valid, by this key',
    invalid: 'INVALID: not by this key, or the file was changed',
    missing: 'MISSING: nobody signed this file',
    untrusted: 'NOT CHECKED: no key was given (--key)',
  },
  batch: (num, size) => `${num} of ${size}`,
  manyPeriods: (min, max, count) => `${min} to ${max}, ${count} different ones`,
  match: {
    match: 'Look for published keys among what a phone heard.',
    examples: `
Examples:
  waypost gaen match --exports exports/ --sightings heard.csv
  waypost gaen match --exports 2021-06-01.zip 2021-06-02.zip --sightings heard.csv --json
  waypost gaen match --exports exports/ --sightings heard.csv --key 2020.pem --key 2021.pem

The CSV has the columns rpi (32 hex digits), aem (8), rssi (dBm), at (Unix seconds, or ISO 8601 with an
offset), and may have previous_scan_at: when the phone scanned before. Clocks may differ by --tolerance, and
an identifier counts for twenty minutes. Minutes are those between scans, at most five a scan. Days are in UTC.
--config reads the keys as that country meant them; ages are from the day of the last sighting.
With --key, a file that is not signed by one of these keys ends the command; without, signatures are not judged.
Exit: 0 done, whether or not a key was heard; 4 a file with an invalid signature or none, where --key is given;
3 input refused, 2 wrong usage, 1 our fault.`,
    exports: 'export files, or folders of them (*.zip, *.bin)',
    sightings: 'CSV of what the phone heard; - for standard input',
    config:
      'score the risk: cwa, nhs, google-v1, google-v2, or a JSON file {"kind":"nhs",…} with what differs',
    tolerance:
      'by how much two clocks may differ, at most a day: seconds, or 90m, 2h; default: two hours',
    key: 'PEM file with a public key; every file must be signed by one of those given. May be repeated',
    facts: {
      exports: 'Export files',
      keys: 'Keys',
      revisedKeys: 'Revised keys',
      sightings: 'Sightings',
      matchedKeys: 'Keys heard',
    },
    columns: ['Day', 'Keys heard', 'Windows', 'Minutes'],
    toleranceRange: (value) =>
      `--tolerance: "${value}" is no duration of at most a day. Write seconds, or 30s, 90m, 2h`,
    risk: (kind) => `Risk (${kind})`,
  },
};
