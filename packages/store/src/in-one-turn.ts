interface Waiting<Value> {
  readonly key: Uint8Array;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks up in one statement what many callers ask for at once: each waits for the end of the host's turn,
 * and all that asked until then are answered together. Nothing is remembered: every answer is as of after
 * its question.
 *
 * @param load - The values of some keys, in their order.
 */
export function inOneTurn<Value>(
  load: (keys: readonly Uint8Array[]) => Promise<readonly Value[]>,
): (key: Uint8Array) => Promise<Value> {
  let waiting: Waiting<Value>[] = [];
  const answer = async (): Promise<void> => {
    const asked = waiting;
    waiting = [];
    try {
      const values = await load(asked.map(({ key }) => key));
      for (const [i, { resolve }] of asked.entries()) resolve(values[i]!);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };
  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (waiting.length === 1) setImmediate(() => void answer());
    });
}
