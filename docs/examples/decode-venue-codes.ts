/**
 * What an app does that reads whatever hangs on the wall: codes of many systems, by one call.
 *
 *     node docs/examples/decode-venue-codes.ts
 */
import { NHS_PRODUCTION_KEY } from '@waypost/core/nhs';
import { isWaypostError } from '@waypost/core/primitives';

// A poster in England, one in New Zealand, one in Germany, and a menu.
const scans = [
  'UKC19TRACING:1:eyJhbGciOiJFUzI1NiIsImtpZCI6IllycWVMVHE4ei1vZkg1bnpsYVNHbllSZkI5YnU5eVBsV1lVXzJiNnFYT1EifQ.eyJpZCI6IjVZM1Y0Mk01Iiwib3BuIjoiQmFybmFyZCBDYXN0bGUiLCJ2dCI6IjAwMCIsInBjIjoiREwxMjhQUiJ9.gINSi7vSZ3hnYceo1BvKF2TLeQHcCpiYbBxn6MvljICKGEfamrT6E1anNpyJl7kAhV0QYO6pQEFsJvPUhE91Iw',
  'NZCOVIDTRACER:eyJnbG4iOiI3MDAwMDAwMjQzOTUwIiwidmVyIjoiYzE5OjEiLCJ0eXAiOiJlbnRyeSIsIm9wbiI6IkJsdWUgU3RvbmUgVGFibGUgMSIsImFkciI6IlVuaXQgMSwgNTQ3IFdhaWtpbWloaWEgUm9hZFxuUkQgMi9EdW5zYW5kZWxcbkxlZXN0b24ifQ',
  'https://e.coronawarn.app?v=1#CAESEwgBEgdGcmlzZXVyGgZCZXJsaW4adggBEmCDAszMTXne1DAA5_YxmhRdd_NZN2VKl9L32Jl9-ZybE4b2eNIrhFOKYU4XAOHq3RPLDxdHTW6ANiO24rCOO4rj06HzcVZy3pel58-L1KSPG-_PneL2BoyZQRz3qlu2hoAaEATXwzyyIshzBHREtsdmc6kiBggBEAUYeA',
  'https://restaurant.example/menu',
];

// snippet:start
import { decodeVenueCode } from '@waypost/core/venue-codes';

const jwks = { keys: [NHS_PRODUCTION_KEY] };
const now = Math.floor(Date.now() / 1000);
for (const scannedText of scans) {
  try {
    const code = await decodeVenueCode(scannedText, { trust: jwks, now });
    console.log(`${code.format}, ${code.signature}: ${code.venue.name} (${code.venue.address})`);
  } catch (error) {
    if (!isWaypostError(error)) throw error;
    console.log(error.code);
  }
}
// snippet:end
