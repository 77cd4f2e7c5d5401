import { describe } from 'vitest';
import { testDays } from './suites/days.ts';
import { testErrors } from './suites/errors.ts';
import { testPlan } from './suites/plan.ts';
import { testContract } from './support/contract.ts';
import { emptied, useMemoryDatabase } from './support/databases.ts';

const database = useMemoryDatabase();

testContract('PGlite', () => emptied(database()));

describe('PGlite', () => {
  testErrors(database);
  testDays(database);
  testPlan(database);
});
