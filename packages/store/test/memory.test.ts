import { memoryStores } from '@waypost/platform/memory';
import { testContract } from './support/contract.ts';

testContract('memory', async () => memoryStores());
