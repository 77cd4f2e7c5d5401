import { z } from '@hono/zod-openapi';
import { UINT32_MAX } from '@waypost/core/primitives';
import { bytes, bytesText, unixSeconds } from '../schemas.ts';

const name = z
  .string()
  .min(1)
  .max(100)
  .openapi({ description: 'At most 100 bytes of UTF-8', example: 'Phở Bà Dần' });
const address = z.string().max(100).openapi({
  description: 'At most 100 bytes of UTF-8; may be empty',
  example: '12 Hàng Bông, Hà Nội',
});
const kind = z
  .int()
  .min(0)
  .max(255)
  .openapi({ description: 'Kind of place; 0 is unspecified', example: 1 });
const zones = z
  .array(z.string().max(40).openapi({ description: 'At most 40 bytes of UTF-8' }))
  .min(1)
  .max(200)
  .openapi({
    description: 'Rooms or tables with codes of their own; one empty text: the venue as a whole',
    example: ['Tầng 1', 'Tầng 2'],
  });
const longestStaySeconds = z
  .int()
  .min(60)
  .max(86_400)
  .openapi({ description: 'Longest stay that a check-in may claim', example: 14_400 });
const span = z
  .tuple([z.int().min(0).max(1439), z.int().min(1).max(2880)])
  .openapi({ minItems: 2, maxItems: 2 });
const openingHours = z
  .strictObject({
    timeZone: z.string().max(64).openapi({ description: 'IANA zone', example: 'Asia/Ho_Chi_Minh' }),
    days: z.array(z.array(span).max(8)).length(7).openapi({
      minItems: 7,
      maxItems: 7,
      description:
        'Opening spans by weekday, Monday first: minutes after midnight, an end above 1440 reaches into the next day',
    }),
  })
  .nullable()
  .openapi('OpeningHours', {
    description: 'Check-ins outside are marked, not refused; null: always open',
  });
const rotatingDisplay = z
  .boolean()
  .openapi({ description: 'Whether a display shows a code that changes every 30 seconds' });

/** A code version in a path or query. Digits only: `Number` would take `0x1` and ` 1` too. */
export const codeVersion = z
  .string()
  .regex(/^[1-9][0-9]{0,9}$/)
  .transform(Number)
  .pipe(z.int().max(UINT32_MAX))
  .openapi({ type: 'integer', minimum: 1, maximum: UINT32_MAX });

/** The id in a venue's path. */
export const VenuePath = z.strictObject({ id: bytes(16, 'Venue id') });

/** The id and the code version in a path. */
export const CodePath = z.strictObject({
  id: bytes(16, 'Venue id'),
  version: codeVersion,
});

/** Which code is drawn. */
export const CodeQuery = z.strictObject({
  zone: z.string().max(40).default('').openapi({ description: 'Zone; left out: the empty one' }),
  version: codeVersion.optional().openapi({ description: 'Left out: the newest' }),
});

/** What registers a venue. */
export const NewVenue = z
  .strictObject({
    name,
    address: address.default(''),
    kind: kind.default(0),
    zones: zones.default(['']),
    longestStaySeconds: longestStaySeconds.optional(),
    openingHours: openingHours.optional(),
    rotatingDisplay: rotatingDisplay.optional(),
  })
  .openapi('NewVenue');

/** What changes a venue; what is left out stays. */
export const VenueChange = z
  .strictObject({ name, address, kind, zones, longestStaySeconds, openingHours, rotatingDisplay })
  .partial()
  .openapi('VenueChange');

/** What asks for the next version of a code. */
export const NewCode = z
  .strictObject({ notBefore: unixSeconds('From when it counts; left out: now').optional() })
  .openapi('NewCode');

/** A venue, as its owner sees it. */
const VenueAnswer = z
  .strictObject({
    venueId: bytesText(16, 'Venue id'),
    name,
    address,
    kind,
    zones,
    longestStaySeconds,
    openingHours,
    rotatingDisplay,
    createdAt: unixSeconds('Registered'),
  })
  .openapi('Venue');

/** One version of a venue's codes. */
const CodeAnswer = z
  .strictObject({
    codeVersion: z.int().min(1).max(UINT32_MAX),
    notBefore: unixSeconds('First second in which it counts'),
    expires: unixSeconds('First second in which it no longer counts'),
    withdrawnAt: unixSeconds('Taken back').nullable(),
    expiresSoon: z
      .boolean()
      .openapi({ description: 'Whether to print the next version: this one ends within 30 days' }),
  })
  .openapi('VenueCode');

/** One printed code. */
const LocationAnswer = z
  .strictObject({
    locationId: bytesText(32, 'Location id'),
    zone: z.string(),
    text: z.string().openapi({ description: 'What the QR code says', example: 'https://…/v#…' }),
  })
  .openapi('Location');

const displaySecret = bytesText(
  32,
  'Secret of the rotating display; null: there is none',
).nullable();

/** What registration returns. */
export const RegisteredVenue = z
  .strictObject({
    venue: VenueAnswer,
    code: CodeAnswer,
    locations: z.array(LocationAnswer),
    ownerKey: z.string().openapi({ description: "Opens this venue's routes. Shown this once" }),
    displaySecret,
  })
  .openapi('RegisteredVenue');

/** What the owner reads. */
export const VenueDetails = z
  .strictObject({
    venue: VenueAnswer,
    codes: z.array(CodeAnswer).openapi({ description: 'Rising by version' }),
    locations: z.array(LocationAnswer).openapi({ description: 'Of the newest version' }),
  })
  .openapi('VenueDetails');

/** What a change returns. */
export const ChangedVenue = z
  .strictObject({
    venue: VenueAnswer,
    // Not `nullable()`: with a description it would become an `allOf` that no null can satisfy.
    code: z
      .union([CodeAnswer, z.null()])
      .openapi({ description: 'The new version, where the change needs new posters' }),
    displaySecret,
  })
  .openapi('ChangedVenue');

/** A new version of a venue's codes. */
export const IssuedCode = z
  .strictObject({ code: CodeAnswer, locations: z.array(LocationAnswer) })
  .openapi('IssuedCode');
