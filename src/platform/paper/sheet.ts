// The sheet that is being written: pages from top to bottom, each piece of text under its tag.
import type PDFDocument from 'pdfkit';
import type { Structure } from 'pdfkit';
import { type Face, runsOf } from './fonts.ts';

export const MARGIN = 48;
const MARK_TOP = 22;
export const BOTTOM = 64;
export const INK = '#1a1c1f';
export const FAINT = '#5b616b';
/** Of one line, in parts of the size of its letters. */
export const LEADING = 1.4;

/** How a text looks; `size` in points. */
export interface Look {
  readonly size: number;
  readonly isStrong?: boolean;
  readonly colour?: string;
  readonly align?: 'left' | 'right';
}

/** The page that is being written, and how far down it is. */
export class Sheet {
  readonly document: PDFDocument;
  readonly faces: readonly Face[];
  readonly root: Structure;
  readonly mark: string | null;
  y = MARGIN;
  readonly #opened = new Set<string>();
  readonly #widths = new Map<string, number>();

  constructor(document: PDFDocument, faces: readonly Face[], mark: string | null) {
    this.document = document;
    this.faces = faces;
    this.mark = mark;
    this.root = document.struct('Document');
    document.addStructure(this.root);
    this.#begin(true);
  }

  get width(): number {
    return this.document.page.width - 2 * MARGIN;
  }

  /** Whether so many points fit; otherwise a new page is begun. Answers whether it was. */
  makeRoom(points: number): boolean {
    if (this.y + points <= this.document.page.height - BOTTOM) return false;
    this.turn();
    return true;
  }

  /** Begins a new page. */
  turn(): void {
    this.document.addPage();
    this.y = MARGIN;
    this.#begin(false);
  }

  /** Whether nothing was written on the page yet. */
  get isFresh(): boolean {
    return this.y === MARGIN;
  }

  /** How many points a page holds. */
  get room(): number {
    return this.document.page.height - BOTTOM - MARGIN;
  }

  // The mark stands in the margin on one line, so that pages break where they do without it and it covers nothing. It is read aloud once; on later pages it is a repetition.
  #begin(isFirst: boolean): void {
    const { mark } = this;
    if (mark === null) return;
    const size = Math.min(14, Math.floor((14 * this.width) / this.measure(mark, 14)));
    const write = () => this.write(mark, MARGIN, MARK_TOP, Infinity, { size, isStrong: true, colour: '#a3121f' });
    if (isFirst) this.root.add(this.document.struct('P', write));
    else this.artifact(write, 'Pagination');
  }

  /** A heading of its own; it stays with so many points of what follows. */
  heading(tag: string, text: string, size: number, following: number): void {
    const height = this.heightOf(text, this.width, size);
    this.makeRoom(height + size * 0.5 + following);
    this.root.add(this.document.struct(tag, () => this.write(text, MARGIN, this.y, this.width, { size, isStrong: true })));
    this.y += height + size * 0.5;
  }

  /** A paragraph of its own; a long one goes on on the next page. */
  paragraph(text: string, look: Look): void {
    const paragraph = this.document.struct('P');
    this.root.add(paragraph);
    for (const line of this.wrap(text, this.width, look.size)) {
      this.makeRoom(look.size * LEADING);
      const { y } = this;
      paragraph.add(() => void this.write(`${line} `, MARGIN, y, Infinity, look));
      this.y += look.size * LEADING;
    }
    paragraph.end();
    this.y += look.size * 0.5;
  }

  picture(bytes: Uint8Array, says: string): void {
    const box: [number, number] = [180, 56];
    this.makeRoom(box[1] + 8);
    const at = { x: MARGIN, y: this.y };
    const draw = () => void this.document.image(bytes, at.x, at.y, { fit: box });
    this.root.add(this.document.struct('Figure', { alt: says, bbox: [at.x, at.y, at.x + box[0], at.y + box[1]] }, draw));
    this.y += box[1] + 12;
  }

  artifact(draw: () => void, type: 'Pagination' | 'Layout'): void {
    this.document.markContent('Artifact', { type });
    draw();
    this.document.endMarkedContent();
  }

  rule(colour: string): void {
    const { document, y } = this;
    this.artifact(() => {
      document
        .strokeColor(colour)
        .lineWidth(0.75)
        .moveTo(MARGIN, y)
        .lineTo(MARGIN + this.width, y)
        .stroke();
    }, 'Layout');
  }

  /** Writes wrapped text and answers its height. */
  write(text: string, x: number, y: number, width: number, look: Look): number {
    const lines = this.wrap(text, width, look.size);
    const step = look.size * LEADING;
    for (const [at, line] of lines.entries()) {
      const left = look.align === 'right' ? x + width - this.measure(line, look.size) : x;
      // The space at a line's end keeps words apart where they are read aloud.
      this.#writeLine(at < lines.length - 1 ? `${line} ` : line, left, y + at * step, look);
    }
    return lines.length * step;
  }

  #writeLine(line: string, x: number, y: number, { size, isStrong = false, colour = INK }: Look): void {
    const { document } = this;
    let left = x;
    document
      .fillColor(colour)
      .strokeColor(colour)
      .lineWidth(size / 36);
    for (const run of runsOf(line, this.faces)) {
      this.#take(run.face);
      document.fontSize(size).text(run.text, left, y, { lineBreak: false, ...(isStrong ? { fill: true, stroke: true } : {}) });
      left += this.measure(run.text, size);
    }
  }

  heightOf(text: string, width: number, size: number): number {
    return this.wrap(text, width, size).length * size * LEADING;
  }

  /** Of a text on one line. Each word is measured once: long tables say the same words again and again. */
  measure(text: string, size: number): number {
    const key = `${size} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    let width = 0;
    for (const run of runsOf(text, this.faces)) {
      this.#take(run.face);
      width += this.document.fontSize(size).widthOfString(run.text);
    }
    this.#widths.set(key, width);
    return width;
  }

  // A face goes into the document when the first letter needs it.
  #take(face: string): void {
    if (!this.#opened.has(face)) this.faces.find((each) => each.name === face)?.embed(this.document);
    this.#opened.add(face);
    this.document.font(face);
  }

  wrap(text: string, width: number, size: number): string[] {
    return text.split('\n').flatMap((part) => this.#wrapLine(part, width, size));
  }

  #wrapLine(text: string, width: number, size: number): string[] {
    const lines: string[] = [];
    let line = '';
    // A number keeps its percent sign, and a currency its number.
    for (const word of text.split(/ (?!%)(?!(?<=\b[A-Z]{3} )\d)/).flatMap((each) => this.#pieces(each, width, size))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && this.measure(longer, size) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  }

  // A word wider than its column is cut, after a hyphen or stroke where it has one, so that nothing runs into the next column.
  #pieces(word: string, width: number, size: number): string[] {
    if (this.measure(word, size) <= width) return [word];
    const pieces: string[] = [];
    let piece = '';
    for (const part of word.split(/(?<=[-/_])/).flatMap((each) => (this.measure(each, size) <= width ? [each] : Array.from(each)))) {
      if (piece !== '' && this.measure(piece + part, size) > width) {
        pieces.push(piece);
        piece = '';
      }
      piece += part;
    }
    return [...pieces, piece];
  }
}
