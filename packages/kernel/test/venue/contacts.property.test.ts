import { checkInTable, matchingRule, matchPresence } from '@waypost/core/matching';
import { VenueIndex } from '@waypost/kernel/venue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnsOf,
  contactsIn,
  type SlowContact,
  type Stay,
  slowContacts,
  slowSecondDegree,
} from './reference.ts';
import { anyCrowd, anyWorld, PERSONS } from './worlds.ts';

const ENGINES = ['wasm-simd', 'typescript'] as const;

describe.each(ENGINES)('the venue index, %s, and its slow twin', (engine) => {
  it('find the same contacts in every small world', () => {
    let worldsThatMet = 0;
    fc.assert(
      fc.property(anyWorld, ({ stays, minimum }) => {
        const index = VenueIndex.build(columnsOf(stays), { minOverlapSeconds: minimum, engine });
        expect(index.engine).toBe(engine);
        for (const person of PERSONS) {
          const slow = slowContacts(stays, person, minimum);
          expect(contactsIn(index.contactsOf(person))).toEqual(slow);
          if (slow.length > 0) worldsThatMet++;
        }
      }),
      { numRuns: 150 },
    );
    expect(worldsThatMet).toBeGreaterThan(150); // worlds where nobody meets prove little
  });

  it('find the same second degree in every small world', () => {
    let found = 0;
    fc.assert(
      fc.property(
        anyWorld,
        fc.subarray(PERSONS, { minLength: 1, maxLength: 3 }),
        ({ stays, minimum }, persons) => {
          const index = VenueIndex.build(columnsOf(stays), { minOverlapSeconds: minimum, engine });
          const slow = slowSecondDegree(stays, persons, minimum);
          expect([...index.secondDegreeOf(persons)]).toEqual(slow);
          found += slow.length;
        },
      ),
      { numRuns: 250 },
    );
    expect(found).toBeGreaterThan(40);
  });

  it('find the same in crowds, one person after another', () => {
    fc.assert(
      fc.property(anyCrowd, (stays) => {
        const index = VenueIndex.build(columnsOf(stays), { engine });
        const persons = [...new Set(stays.map((stay) => stay.person))].slice(0, 5);
        const found: [number, SlowContact[]][] = [];
        index.forEachContacts(persons, (person, contacts) =>
          found.push([person, contactsIn(contacts)]),
        );
        expect(found).toEqual(persons.map((person) => [person, slowContacts(stays, person, 900)]));
        const [first = 0] = persons;
        expect([...index.secondDegreeOf([first])]).toEqual(slowSecondDegree(stays, [first], 900));
      }),
      { numRuns: 10 },
    );
  });
});

describe('the venue index and the engine of the core', () => {
  it('agree on contacts, encounters, seconds and second degree', async () => {
    let pairs = 0;
    await fc.assert(
      fc.asyncProperty(anyWorld, async ({ stays, minimum }) => {
        const index = VenueIndex.build(columnsOf(stays), { minOverlapSeconds: minimum });
        for (const { person, contacts, secondDegree } of await askCore(stays, minimum)) {
          expect(contactsIn(index.contactsOf(person))).toEqual(contacts);
          expect([...index.secondDegreeOf([person])]).toEqual(secondDegree);
          pairs += contacts.length;
        }
      }),
      { numRuns: 100 },
    );
    expect(pairs).toBeGreaterThan(200);
  });
});

/** Everybody's contacts by `matchPresence`, in numbers. */
async function askCore(stays: readonly Stay[], minimum: number) {
  const rows = stays.map((stay) => ({ ...stay, person: `${stay.person}`, venue: `${stay.venue}` }));
  const table = await checkInTable(rows);
  const { index = [] } = await matchPresence(table, {
    rule: matchingRule({ minOverlapSeconds: minimum }),
    index: table.persons,
    secondDegree: true,
  });
  return index.map(({ person, contacts, secondDegree = [] }) => ({
    person: Number(person),
    contacts: contacts
      .map((contact) => ({
        person: Number(contact.person),
        encounters: contact.encounters,
        seconds: contact.totalSeconds,
      }))
      .sort((a, b) => a.person - b.person),
    secondDegree: secondDegree.map(Number).sort((a, b) => a - b),
  }));
}
