// The one function used of `qrcode`, at the path that needs neither Node.js nor a canvas. The
// package's own entry point and its published types bring in both.
declare module 'qrcode/lib/core/qrcode.js' {
  export function create(
    text: string,
    options: { readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
  ): { readonly modules: { readonly size: number; readonly data: Uint8Array } };
}
