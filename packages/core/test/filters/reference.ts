// Slow, plain readers of filter bytes, written from the layouts in the doc comments of
// `binary-fuse.ts` and `golomb-set.ts` and from the description of HalfSipHash, with big integers and no shared code.

const MASK = 0xffff_ffffn;
const rotate = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (32n - by))) & MASK;
const littleEndian = (bytes: readonly number[]): bigint =>
  bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);

function round([a, b, c, d]: readonly bigint[]): bigint[] {
  let [v0, v1, v2, v3] = [a ?? 0n, b ?? 0n, c ?? 0n, d ?? 0n];
  v0 = (v0 + v1) & MASK;
  v1 = rotate(v1, 5n) ^ v0;
  v0 = rotate(v0, 16n);
  v2 = (v2 + v3) & MASK;
  v3 = rotate(v3, 8n) ^ v2;
  v0 = (v0 + v3) & MASK;
  v3 = rotate(v3, 7n) ^ v0;
  v2 = (v2 + v1) & MASK;
  v1 = rotate(v1, 13n) ^ v2;
  v2 = rotate(v2, 16n);
  return [v0, v1, v2, v3];
}

const rounds = (count: number, state: bigint[]): bigint[] =>
  count === 0 ? state : rounds(count - 1, round(state));

const xorAt = (state: readonly bigint[], i: number, value: bigint): bigint[] =>
  state.map((v, j) => (i === j ? v ^ value : v));

/** HalfSipHash-c-d, 64 bits: the two 32-bit words of the output, in its order. */
export function halfSipHash(
  { c, d }: { c: number; d: number },
  key: Uint8Array,
  item: Uint8Array,
): [bigint, bigint] {
  const k0 = littleEndian([...key.subarray(0, 4)]);
  const k1 = littleEndian([...key.subarray(4, 8)]);
  let state = [k0, k1 ^ 0xeen, k0 ^ 0x6c796765n, k1 ^ 0x74656462n];
  const padded = [...item];
  while (padded.length % 4 !== 3) padded.push(0);
  padded.push(item.length & 0xff);
  for (let i = 0; i < padded.length; i += 4) {
    const word = littleEndian(padded.slice(i, i + 4));
    state = xorAt(rounds(c, xorAt(state, 3, word)), 0, word);
  }
  state = rounds(d, xorAt(state, 2, 0xeen));
  const first = (state[1] ?? 0n) ^ (state[3] ?? 0n);
  state = rounds(d, xorAt(state, 1, 0xddn));
  return [first, (state[1] ?? 0n) ^ (state[3] ?? 0n)];
}

/** Whether the filter in `bytes` affirms `item`. */
export function referenceHas(bytes: Uint8Array, item: Uint8Array): boolean {
  const uint = (at: number, length: number): bigint =>
    bytes.subarray(at, at + length).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  const width = Number(uint(4, 1)) / 8;
  const segmentLength = uint(17, 4);
  const segmentCount = uint(21, 4);
  const [h0, h1] = halfSipHash({ c: 1, d: 3 }, bytes.subarray(5, 13), item);
  const p0 = (h1 * segmentCount * segmentLength) >> 32n;
  const p1 = (p0 + segmentLength) ^ (h0 % segmentLength);
  const p2 = (p0 + 2n * segmentLength) ^ ((h0 >> 14n) % segmentLength);
  const cell = (p: bigint): bigint => uint(25 + Number(p) * width, width);
  const print = (h1 ^ (h0 >> 7n)) & ((1n << BigInt(8 * width)) - 1n);
  return (cell(p0) ^ cell(p1) ^ cell(p2)) === print;
}

/** Whether the Golomb-coded set in `bytes` affirms `item`. */
export function referenceGolombHas(bytes: Uint8Array, item: Uint8Array): boolean {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0'));
  const take = (from: number, count: number): bigint =>
    BigInt(`0b0${body.slice(from, from + count)}`);
  const p = bytes[4] ?? 0;
  const n = BigInt(`0b${bits.slice(13, 17).join('')}`);
  const body = bits.slice(17).join('');
  const [h0, h1] = halfSipHash({ c: 1, d: 3 }, bytes.subarray(5, 13), item);
  const wanted = (((h1 << 32n) + h0) * n) >> BigInt(64 - p);
  let at = 0;
  let value = 0n;
  for (let i = 0n; i < n; i++) {
    const zero = body.indexOf('0', at);
    value += (BigInt(zero - at) << BigInt(p)) + take(zero + 1, p);
    at = zero + 1 + p;
    if (value === wanted) return true;
  }
  return false;
}
