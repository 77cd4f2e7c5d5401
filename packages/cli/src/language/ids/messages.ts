/** The sentences of `waypost ids`. */
export interface IdsMessages {
  readonly ids: string;
  readonly protocol: string;
  readonly key: string;
  readonly day: string;
  readonly json: string;
  readonly examples: string;
  keyLength(protocol: string, bytes: number): string;
  dayRange(protocol: string): string;
}
