// What the tests start as a worker of Node.js.
import { parentPort } from 'node:worker_threads';
import { serveMatcher } from '@waypost/kernel/workers';

if (parentPort) serveMatcher(parentPort);
