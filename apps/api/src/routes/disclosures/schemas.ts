import { z } from '@hono/zod-openapi';
import { DISCLOSURE_BODY_BYTES } from '../../http/policy.ts';
import { bytes, padding, recordId, unixSeconds, utcDay } from '../schemas.ts';

/** Proof keys in every disclosure, and the length of each. Protocol section 6. */
export const PROOFS = { count: 512, bytes: 16 } as const;
/** Places in every disclosure: `locationId(32) || u32be(arrived) || u32be(departed)`. */
export const PLACES = { count: 64, bytes: 40 } as const;

/** What a person chose to disclose. Protocol section 6. */
export const NewDisclosure = z
  .strictObject({
    code: z
      .string()
      .min(1)
      .max(64)
      .openapi({ description: 'Verification code; all zeros: a dummy' }),
    proofs: bytes(PROOFS.count * PROOFS.bytes, '512 proof keys of 16 bytes, unused ones random'),
    places: bytes(
      PLACES.count * PLACES.bytes,
      '64 places of 40 bytes, unused ones random: locationId(32), arrival and departure as uint32 BE',
    ),
    symptomOnsetDay: utcDay('First day of symptoms').optional(),
    withdrawHash: bytes(32, 'SHA-256 of the key that withdraws it'),
    pad: padding(DISCLOSURE_BODY_BYTES),
  })
  .openapi('NewDisclosure');

/** What an officer sees of a disclosure. */
export const DisclosureSummaries = z
  .strictObject({
    disclosures: z.array(
      z
        .strictObject({
          id: recordId('Disclosure id, as a matching run wants it'),
          codeId: recordId('Id of the verification code it was made with'),
          receivedAt: unixSeconds('Received'),
          symptomOnsetDay: utcDay('First day of symptoms').nullable(),
          checkIns: z.int().openapi({ description: 'Known check-ins in it' }),
          places: z.int().openapi({ description: 'Stays that stood only in the diary' }),
        })
        .openapi('DisclosureSummary'),
    ),
  })
  .openapi('Disclosures');
