import { z } from '@hono/zod-openapi';
import { CHECK_IN_BODY_BYTES } from '../../http/policy.ts';
import { bytes, padding, unixMinute } from '../schemas.ts';

const contactId = bytes(16, 'Fresh at every check-in');
const pad = padding(CHECK_IN_BODY_BYTES);

/** A check-in. Protocol section 4. */
export const NewCheckIn = z
  .strictObject({
    locationId: bytes(32, 'From the venue code that the device verified'),
    contactId,
    arrivedAt: unixMinute('Arrival'),
    departedAt: unixMinute('Departure, where it is known').optional(),
    partySize: z
      .int()
      .min(1)
      .max(255)
      .default(1)
      .openapi({ description: 'People, this one included' }),
    onBehalf: z.boolean().default(false).openapi({ description: 'Entered for somebody else' }),
    receiptHash: bytes(32, 'SHA-256 of the receipt key'),
    card: bytes(569, 'Sealed contact card; an empty one is sealed too'),
    display: z
      .string()
      .regex(/^[A-Z2-7]{8}$/)
      .optional()
      .openapi({ description: 'Code of a rotating display' }),
    token: z.string().max(512).optional().openapi({ description: 'Reserved; not read' }),
    pad,
  })
  .openapi('NewCheckIn');

/** What a check-in is answered with. A repeated one gets the same answer. */
export const CheckInReceipt = z
  .strictObject({
    receivedHour: z.int().openapi({ description: 'Hours since 1970 in which it was received' }),
    late: z.boolean().openapi({ description: 'Received more than 24 hours after arrival' }),
    unconfirmed: z.boolean().openapi({
      description: 'Over a limit, outside opening hours, or without the fresh code of a display',
    }),
  })
  .openapi('CheckInReceipt');

const owned = { contactId, receiptKey: bytes(16, 'Proves ownership'), pad };

/** A check-out, a correction or an erasure. */
export const CheckInChangeBody = z
  .union([
    z.strictObject({ ...owned, departedAt: unixMinute('Departure') }).openapi('CheckOut'),
    z
      .strictObject({ ...owned, arrivedAt: unixMinute('Arrival, on the same UTC day as before') })
      .openapi('ArrivalCorrection'),
    z.strictObject({ ...owned, erase: z.literal(true) }).openapi('Erasure'),
  ])
  .openapi('CheckInChange');
