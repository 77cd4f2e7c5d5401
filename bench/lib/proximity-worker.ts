// What `proximity-cores` starts on each core.

import { parentPort } from 'node:worker_threads';
import { serveMatcher } from '@waypost/kernel/workers';

if (parentPort) serveMatcher(parentPort);
