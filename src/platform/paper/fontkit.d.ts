// What of fontkit, pdfkit's reader of fonts, is used here.
declare module 'fontkit' {
  /** A font that was read. */
  export interface Kit {
    readonly characterSet: readonly number[];
    glyphForCodePoint(codePoint: number): { readonly advanceWidth: number };
  }
  export function create(bytes: Uint8Array): Kit;
}
