/**
 * Who was with a person, from check-ins that an app holds itself.
 *
 *     node docs/examples/match-check-ins.ts
 */
import { readFileSync } from 'node:fs';
import {
  type CheckInRow,
  checkInTable,
  inputDigest,
  matchingRule,
  matchPresence,
} from '@waypost/core/matching';

// A plain reader, good enough for a file of one's own without quotation marks. `waypost match` takes
// files from anywhere.
const file = readFileSync(new URL('check-ins.csv', import.meta.url), 'utf8');
const rows = file.trim().split('\n').slice(1).map(readRow);

function readRow(line: string): CheckInRow {
  const [person = '', venue = '', start = '', end = '', zone = ''] = line.split(',');
  // Nobody checked out where there is no end: the rule says how long such a stay lasts.
  return { person, venue, start: seconds(start), end: end === '' ? null : seconds(end), zone };
}

// The file's times have an offset. Without one they would depend on this machine's zone.
function seconds(time: string): number {
  return Date.parse(time) / 1000;
}

// Sorted and without repeats: order and retries change neither the result nor the digest.
const table = await checkInTable(rows);

// A preset, and what is to be different. The rule goes into the records with the result.
const rule = matchingRule({ exclusiveStay: true }, 'cdc-cumulative-24h');
const { index = [], ruleVersion } = await matchPresence(table, { rule, index: ['P01'] });

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});
for (const { person, contacts } of index) {
  console.log(`Contacts of ${person}, definitions version ${ruleVersion}:`);
  for (const { person: contact, bestWindowSeconds = 0, firstStart, venues } of contacts) {
    const minutes = Math.floor(bestWindowSeconds / 60);
    const since = clock.format(firstStart * 1000);
    console.log(`${contact}  ${minutes} min in 24 h, from ${since}: ${venues.join('; ')}`);
  }
}
console.log(await inputDigest(table));
