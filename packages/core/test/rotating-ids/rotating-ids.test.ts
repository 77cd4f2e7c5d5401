import { describeRotatingIdLaws } from './laws.ts';
import { bluezone, gaen, hybrid, lowCost, unlinkable } from './models.ts';

describeRotatingIdLaws('Bluezone', bluezone);
describeRotatingIdLaws('DP-3T low-cost', lowCost);
describeRotatingIdLaws('DP-3T unlinkable', unlinkable);
describeRotatingIdLaws('DP-3T hybrid', hybrid);
describeRotatingIdLaws('Exposure Notification', gaen);
