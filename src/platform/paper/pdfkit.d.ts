// What of pdfkit is used here, as the type checker knows it.
declare module 'pdfkit' {
  /** An element of the document's logical structure; closures given to it draw its content. */
  export interface Structure {
    add(child: Structure | (() => void)): Structure;
    end(): void;
  }
  /** An entry of the outline that readers show beside the pages. */
  export interface Outline {
    addItem(title: string): Outline;
  }
  interface TextOptions {
    readonly lineBreak?: boolean;
    readonly stroke?: boolean;
    readonly fill?: boolean;
    readonly features?: readonly string[];
  }
  export default class PDFDocument {
    constructor(options: Record<string, unknown>);
    readonly page: { readonly width: number; readonly height: number };
    addPage(): this;
    switchToPage(at: number): this;
    bufferedPageRange(): { start: number; count: number };
    addStructure(element: Structure): this;
    struct(type: string, options?: Record<string, unknown> | (() => void), children?: () => void): Structure;
    markContent(tag: string, options?: Record<string, unknown>): this;
    endMarkedContent(): this;
    font(source: string | Uint8Array): this;
    fontSize(size: number): this;
    fillColor(colour: string): this;
    strokeColor(colour: string): this;
    lineWidth(width: number): this;
    widthOfString(text: string, options?: TextOptions): number;
    text(text: string, x: number, y: number, options?: TextOptions): this;
    image(source: Uint8Array, x: number, y: number, options: { fit: [number, number] }): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    stroke(): this;
    closePath(): this;
    fill(): this;
    rect(x: number, y: number, width: number, height: number): this;
    circle(x: number, y: number, radius: number): this;
    readonly outline: Outline;
    addNamedDestination(name: string, kind: 'XYZ', x: number | null, y: number | null, zoom: number | null): void;
    goTo(x: number, y: number, width: number, height: number, name: string, options: Record<string, unknown>): this;
    on(event: 'data', listener: (piece: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    end(): void;
  }
}
