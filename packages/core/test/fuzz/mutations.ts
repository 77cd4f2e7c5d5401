// Texts and bytes that are almost right: what a careless or a hostile printer would make.
import fc from 'fast-check';

/** Cut off, changed, doubled and stretched samples, and now and then something else altogether. */
export function almost(samples: readonly string[]): fc.Arbitrary<string> {
  const sample = fc.constantFrom(...samples);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(sample, fc.array(anyEdit, { minLength: 1, maxLength: 4 })).map(edited),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(sample, fc.nat())
        .map(([text, at]) => text.slice(0, at % (text.length + 1))),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(sample, anyByteEdits)
        .map(([text, edits]) => withOtherPayload(text, edits)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(sample, sample, fc.nat())
        .map(([a, b, at]) => a.slice(0, at % (a.length + 1)) + b.slice(at % (b.length + 1))),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(sample, fc.integer({ min: 1, max: 5000 }))
        .map(([text, times]) => text.repeat(times).slice(0, 5000)),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );
}

/** The same for files. */
export function almostBytes(samples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const sample = fc.constantFrom(...samples);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(sample, anyByteEdits).map(([bytes, edits]) => editedBytes(bytes, edits)),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(sample, fc.nat())
        .map(([bytes, at]) => bytes.slice(0, at % (bytes.length + 1))),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  );
}

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const anyEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 3 }),
  insert: fc.oneof(
    fc.constant(''),
    fc.constantFrom(
      '#',
      '=',
      '|',
      '.',
      ':',
      '/',
      '%',
      '+',
      '-',
      '_',
      '\0',
      '\n',
      ' ',
      '{',
      '"',
      '~',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
    fc.stringMatching(/^[A-Za-z0-9]{1,4}$/),
  ),
});

const edited = ([text, edits]: [string, Edit[]]): string =>
  edits.reduce((now, { at, remove, insert }) => {
    const from = at % (now.length + 1);
    return now.slice(0, from) + insert + now.slice(from + remove);
  }, text);

interface ByteEdit {
  readonly at: number;
  readonly kind: 'change' | 'remove' | 'insert' | 'huge';
  readonly byte: number;
}

const anyByteEdits: fc.Arbitrary<ByteEdit[]> = fc.array(
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('change', 'change', 'remove', 'insert', 'huge'),
    byte: fc.nat({ max: 255 }),
  }),
  { minLength: 1, maxLength: 4 },
);

function editedBytes(bytes: Uint8Array, edits: readonly ByteEdit[]): Uint8Array {
  const now = [...bytes];
  for (const { at, kind, byte } of edits) {
    const from = at % (now.length + 1);
    if (kind === 'change') now[from] = byte;
    else if (kind === 'remove') now.splice(from, 1);
    else if (kind === 'insert') now.splice(from, 0, byte);
    // A length of 4 GiB, where a length may stand.
    else now.splice(from, 1, 0xff, 0xff, 0xff, 0xff, 0x0f);
  }
  return Uint8Array.from(now);
}

const LONGEST_BASE64 = /[A-Za-z0-9+/_-]{24,}={0,2}/g;

/** Changes bytes inside the longest base64 of a text, so that what it wraps is reached. */
function withOtherPayload(text: string, edits: readonly ByteEdit[]): string {
  const runs = [...text.matchAll(LONGEST_BASE64)].sort((a, b) => b[0].length - a[0].length);
  const [run] = runs;
  if (run === undefined)
    return edited([text, edits.map(({ at }) => ({ at, remove: 1, insert: 'x' }))]);
  const isUrl = /[-_]/.test(run[0]) || !run[0].endsWith('=');
  const encoding = isUrl ? 'base64url' : 'base64';
  const payload = editedBytes(Buffer.from(run[0], encoding), edits);
  const written = Buffer.from(payload).toString(encoding);
  return text.slice(0, run.index) + written + text.slice(run.index + run[0].length);
}
