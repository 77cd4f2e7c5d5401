// The few globals of every JavaScript host that the library uses. Declared here, and no more than
// this, so that nothing of Node.js or of the DOM can slip into the core unnoticed.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

declare function setTimeout(callback: () => void, milliseconds: number): unknown;
