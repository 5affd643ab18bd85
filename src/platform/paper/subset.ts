// Fonts in the PDF: WOFF2 keeps outlines in a form of its own, so each letter that is used is written again from its outline.

/** A step of an outline, in the font's units: `moveTo`, `lineTo`, `quadraticCurveTo`, `closePath`. */
export interface Step {
  readonly command: string;
  readonly args: readonly number[];
}

interface Glyph {
  readonly path: { readonly commands: readonly Step[] };
  readonly advanceWidth: number;
  _getMetrics(): { readonly leftBearing: number };
}

interface Subset {
  readonly font: { getGlyph(id: number): Glyph };
  readonly glyf: Uint8Array[];
  readonly loca: { version: number; readonly offsets: number[] };
  readonly hmtx: { readonly metrics: { advance: number; bearing: number }[] };
  offset: number;
  _addGlyph(id: number): number;
}

/** A font in a document, as pdfkit keeps it. */
export interface EmbeddedFont {
  readonly subset: Subset;
}

/** Makes a font write letters from their outlines; `written` are those of the same face that earlier documents wrote, and grows. */
export function writeOutlines({ subset }: EmbeddedFont, written: Map<number, Uint8Array>): void {
  subset._addGlyph = (id) => {
    const glyph = subset.font.getGlyph(id);
    const bytes = written.get(id) ?? outline(glyph.path.commands);
    written.set(id, bytes);
    // Offsets of four bytes: the short form counts in pairs.
    subset.loca.version = 1;
    subset.glyf.push(bytes);
    subset.loca.offsets.push(subset.offset);
    subset.hmtx.metrics.push({ advance: glyph.advanceWidth, bearing: glyph._getMetrics().leftBearing });
    subset.offset += bytes.length;
    return subset.glyf.length - 1;
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly isOnCurve: boolean;
}

/** An outline as a simple glyph of a TrueType font (`glyf` table of the OpenType specification), padded to four bytes; empty for a space. */
export function outline(steps: readonly Step[]): Uint8Array {
  const contours = contoursOf(steps);
  const points = contours.flat();
  if (points.length === 0) return new Uint8Array(0);
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const size = 10 + contours.length * 2 + 2 + points.length * 5;
  const view = new DataView(new ArrayBuffer(Math.ceil(size / 4) * 4));
  let at = 0;
  const put16 = (value: number) => {
    view.setInt16(at, value);
    at += 2;
  };
  for (const value of [contours.length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]) put16(value);
  let end = -1;
  for (const contour of contours) put16((end += contour.length));
  put16(0);
  for (const point of points) view.setUint8(at++, point.isOnCurve ? 1 : 0);
  for (const values of [xs, ys]) for (const [index, value] of values.entries()) put16(value - (values[index - 1] ?? 0));
  return new Uint8Array(view.buffer);
}

function contoursOf(steps: readonly Step[]): Point[][] {
  const contours: Point[][] = [];
  let contour: Point[] = [];
  for (const { command, args } of steps) {
    const [a = 0, b = 0, c = 0, d = 0] = args.map((value) => Math.round(value));
    if (command === 'moveTo') contours.push((contour = [{ x: a, y: b, isOnCurve: true }]));
    else if (command === 'lineTo') contour.push({ x: a, y: b, isOnCurve: true });
    else if (command === 'quadraticCurveTo') contour.push({ x: a, y: b, isOnCurve: false }, { x: c, y: d, isOnCurve: true });
    else if (command !== 'closePath') throw new Error(`an outline with ${command} is not TrueType`);
  }
  return contours.map(withoutReturn);
}

// A contour closes by itself; a last point on the first one would be a corner of no length.
function withoutReturn(contour: readonly Point[]): Point[] {
  const [first, last] = [contour[0], contour.at(-1)];
  const returns = contour.length > 1 && first && last && last.isOnCurve && first.x === last.x && first.y === last.y;
  return returns ? contour.slice(0, -1) : [...contour];
}
