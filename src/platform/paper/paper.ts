// Printed pages: tagged PDF with a title and a language, read aloud in order, the same bytes for the same content.
import type PDFDocument from 'pdfkit';
import type { Structure } from 'pdfkit';
import { type Face, loadFaces, runsOf } from './fonts.ts';

/** What a paper says of itself. */
export interface PaperHead {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  /** Milliseconds since 1970; part of the bytes, so never the clock of the moment. */
  readonly createdAtMs: number;
  /** Printed large at the top of every page. */
  readonly mark: string | null;
  /** Printed at the foot of every page. */
  readonly foot: (page: number, pages: number) => string;
}

/** A column of a table; `width` in points. */
export interface PaperColumn {
  readonly header: string;
  readonly width: number;
  readonly isNumber?: boolean;
}

/** A paper that is being written from top to bottom. */
export interface Paper {
  readonly heading: (text: string, level: 1 | 2) => void;
  readonly paragraph: (text: string) => void;
  /** Names and values in two columns. */
  readonly facts: (facts: readonly (readonly [string, string])[]) => void;
  readonly table: (columns: readonly PaperColumn[], rows: readonly (readonly string[])[], totals: readonly (readonly string[])[]) => void;
  /** PNG or JPEG. */
  readonly picture: (bytes: Uint8Array, says: string) => void;
  readonly finish: () => Promise<Uint8Array>;
}

const MARGIN = 48;
const BOTTOM = 64;
const INK = '#1a1c1f';
const FAINT = '#5b616b';

interface Look {
  readonly size: number;
  readonly isStrong?: boolean;
  readonly colour?: string;
  readonly align?: 'left' | 'right';
}

/** Begins a paper, A4 upright. */
export async function openPaper(head: PaperHead): Promise<Paper> {
  const [{ default: Document }, faces] = await Promise.all([import('pdfkit'), loadFaces()]);
  const document = new Document({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: head.language,
    displayTitle: true,
    bufferPages: true,
    info: { Title: head.title, Producer: 'Siteward', Creator: 'Siteward', CreationDate: new Date(head.createdAtMs) },
  });
  const pieces: Uint8Array[] = [];
  document.on('data', (piece) => pieces.push(piece));
  const ended = new Promise<void>((resolve) => document.on('end', resolve));
  const sheet = new Sheet(document, faces, head.mark);
  return {
    heading: (text, level) => sheet.block(`H${level}`, text, { size: level === 1 ? 20 : 12, isStrong: true }),
    paragraph: (text) => sheet.block('P', text, { size: 9.5 }),
    facts: (facts) => writeFacts(sheet, facts),
    table: (columns, rows, totals) => writeTable(sheet, columns, rows, totals),
    picture: (bytes, says) => sheet.picture(bytes, says),
    finish: async () => {
      writeFeet(sheet, head.foot);
      sheet.root.end();
      document.end();
      await ended;
      return Buffer.concat(pieces);
    },
  };
}

/** The page that is being written, and how far down it is. */
class Sheet {
  readonly document: PDFDocument;
  readonly faces: readonly Face[];
  readonly root: Structure;
  readonly mark: string | null;
  y = MARGIN;
  readonly #opened = new Set<string>();

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
    this.document.addPage();
    this.y = MARGIN;
    this.#begin(false);
    return true;
  }

  // The mark is read aloud once; on later pages it is a repetition.
  #begin(isFirst: boolean): void {
    const { mark } = this;
    if (mark === null) return;
    const write = () => this.write(mark, MARGIN, this.y, this.width, { size: 14, isStrong: true, colour: '#a3121f' });
    if (isFirst) this.root.add(this.document.struct('P', write));
    else this.artifact(write, 'Pagination');
    this.y += 24;
  }

  /** A paragraph or heading of its own. */
  block(tag: string, text: string, look: Look): void {
    const lines = this.wrap(text, this.width, look.size);
    this.makeRoom(lines.length * look.size * 1.4);
    this.root.add(this.document.struct(tag, () => this.write(text, MARGIN, this.y, this.width, look)));
    this.y += lines.length * look.size * 1.4 + look.size * 0.5;
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
    const step = look.size * 1.4;
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
      left += document.widthOfString(run.text);
    }
  }

  measure(text: string, size: number): number {
    let width = 0;
    for (const run of runsOf(text, this.faces)) {
      this.#take(run.face);
      width += this.document.fontSize(size).widthOfString(run.text);
    }
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
    for (const word of text.split(' ').flatMap((each) => this.#pieces(each, width, size))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && this.measure(longer, size) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  }

  // A word wider than its column is cut, so that nothing runs into the next column.
  #pieces(word: string, width: number, size: number): string[] {
    if (this.measure(word, size) <= width) return [word];
    const pieces: string[] = [];
    let piece = '';
    for (const character of word) {
      if (piece !== '' && this.measure(piece + character, size) > width) {
        pieces.push(piece);
        piece = '';
      }
      piece += character;
    }
    return [...pieces, piece];
  }
}

function writeFacts(sheet: Sheet, facts: readonly (readonly [string, string])[]): void {
  const [nameWidth, size] = [130, 9.5];
  for (const [name, value] of facts) {
    const height = sheet.wrap(value, sheet.width - nameWidth, size).length * size * 1.4;
    sheet.makeRoom(height);
    const { y } = sheet;
    const pair = sheet.document.struct('P');
    sheet.root.add(pair);
    pair.add(() => void sheet.write(`${name}: `, MARGIN, y, nameWidth, { size, colour: FAINT }));
    pair.add(() => void sheet.write(value, MARGIN + nameWidth, y, sheet.width - nameWidth, { size }));
    pair.end();
    sheet.y += height + 2;
  }
  sheet.y += 8;
}

function writeTable(
  sheet: Sheet,
  columns: readonly PaperColumn[],
  rows: readonly (readonly string[])[],
  totals: readonly (readonly string[])[],
): void {
  const table = sheet.document.struct('Table');
  sheet.root.add(table);
  const headers = columns.map((column) => column.header);
  const head = { cells: headers, tag: 'TH', isStrong: true };
  writeRow(sheet, columns, head, table);
  for (const cells of rows) writeRow(sheet, columns, { cells, tag: 'TD', isStrong: false }, table, head);
  for (const cells of totals) writeRow(sheet, columns, { cells, tag: 'TD', isStrong: true }, table, head);
  table.end();
  sheet.y += 12;
}

interface TableRow {
  readonly cells: readonly string[];
  readonly tag: string;
  readonly isStrong: boolean;
}

const CELL = 8.5;
const GAP = 8;

function rowHeight(sheet: Sheet, columns: readonly PaperColumn[], { cells }: TableRow): number {
  const lines = columns.map((column, at) => sheet.wrap(cells[at] ?? '', column.width - GAP, CELL).length);
  return Math.max(...lines) * CELL * 1.4 + 6;
}

function writeRow(sheet: Sheet, columns: readonly PaperColumn[], row: TableRow, table: Structure, again?: TableRow): void {
  const height = rowHeight(sheet, columns, row);
  // The header stands on every page and is read aloud once.
  if (sheet.makeRoom(height) && again) {
    sheet.artifact(() => writeCells(sheet, columns, again, (write) => write()), 'Pagination');
    sheet.y += rowHeight(sheet, columns, again);
  }
  const structure = sheet.document.struct('TR');
  table.add(structure);
  writeCells(sheet, columns, row, (write) => {
    structure.add(sheet.document.struct(row.tag, row.tag === 'TH' ? { scope: 'Column' } : {}, write));
  });
  structure.end();
  sheet.y += height;
  sheet.rule(row.tag === 'TH' ? FAINT : '#d9dce1');
}

function writeCells(sheet: Sheet, columns: readonly PaperColumn[], row: TableRow, place: (write: () => void) => void): void {
  let x = MARGIN;
  for (const [at, column] of columns.entries()) {
    const left = x;
    const look: Look = { size: CELL, isStrong: row.isStrong, align: column.isNumber ? 'right' : 'left' };
    place(() => void sheet.write(row.cells[at] ?? '', left, sheet.y + 3, column.width - GAP, look));
    x += column.width;
  }
}

function writeFeet(sheet: Sheet, foot: PaperHead['foot']): void {
  const { start, count } = sheet.document.bufferedPageRange();
  for (let at = 0; at < count; at += 1) {
    sheet.document.switchToPage(start + at);
    const y = sheet.document.page.height - BOTTOM + 24;
    sheet.artifact(
      () => void sheet.write(foot(at + 1, count), MARGIN, y, sheet.width, { size: 8, colour: FAINT, align: 'right' }),
      'Pagination',
    );
  }
}
