import 'fake-indexeddb/auto';
import { indexedDbDiaryStore, memoryDiaryStore } from '@waypost/client';
import { testDiaryStore } from './diary-store.contract.ts';

testDiaryStore('memory', async () => ({ store: memoryDiaryStore() }));

let count = 0;
testDiaryStore('IndexedDB', async () => {
  const name = `diary ${count++}`;
  const open = () => indexedDbDiaryStore(name);
  return { store: await open(), reopen: open };
});
