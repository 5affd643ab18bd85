// Long papers: chapters with bookmarks, contents and lists of tables and figures with their pages, captions, drawings.
import type { Outline, Structure } from 'pdfkit';
import type { Drawing } from '#lib';
import { drawingHeight, writeDrawing } from './drawing.ts';
import { type Paper, type PaperHead, openSheet, paperOn } from './paper.ts';
import { BOTTOM, FAINT, LEADING, MARGIN, type Sheet } from './sheet.ts';
import { type PaperColumn, type PaperTableOptions, REMARK, tableNeeds, writeTable } from './table.ts';

/** A list of what stands on which page; so many lines are kept free for it. */
export interface PaperList {
  readonly name: string;
  readonly title: string;
  readonly lines: number;
}

/** A paper of many pages. What is written is entered in its list: `contents`, or that of tables or figures. */
export interface PaperBook extends Omit<Paper, 'heading' | 'table'> {
  /** The title of the whole; in no list. */
  readonly title: (text: string) => void;
  readonly heading: (text: string, level: 1 | 2 | 3) => void;
  readonly points: (texts: readonly string[]) => void;
  readonly table: (
    columns: readonly PaperColumn[],
    rows: readonly (readonly string[])[],
    totals: readonly (readonly string[])[],
    options: PaperTableOptions & { readonly caption: string },
  ) => void;
  readonly drawing: (drawing: Drawing, caption: string, says: string) => void;
  readonly turn: () => void;
  /** Keeps pages for lists; they are filled when the book is finished. */
  readonly lists: (lists: readonly PaperList[]) => void;
}

/** Begins a book. */
export async function openBook(head: PaperHead): Promise<PaperBook> {
  const sheet = await openSheet(head);
  const paper = paperOn(sheet, head);
  const index = new Index(sheet);
  const held = new Held(sheet);
  // A heading right under another stands nearer to it.
  let underHeading = -1;
  const after = (write: () => void): void => {
    held.release(0);
    write();
  };
  const remark = (text: string) => sheet.paragraph(text, { size: REMARK, colour: FAINT });
  return {
    ...paper,
    title: (text) => sheet.heading('H1', text, 26, 0),
    facts: (columns) => after(() => paper.facts(columns)),
    paragraph: (text) => held.paragraph(text, () => paper.paragraph(text)),
    heading: (text, level) => {
      held.heading(text, HEADINGS[level], () => {
        if (!sheet.isFresh && sheet.y !== underHeading) sheet.y += ABOVE;
        sheet.heading(`H${level}`, text, HEADINGS[level], 0);
        underHeading = sheet.y;
        index.bookmark(text, level);
        if (level < 3) index.enter('contents', text, level);
      });
    },
    points: (texts) => {
      held.release(POINT * LEADING * 2);
      writePoints(sheet, texts);
    },
    table: (columns, rows, totals, options) => {
      held.release(tableNeeds(sheet, columns, rows, totals, options));
      writeTable(sheet, columns, rows, totals, { ...options, whenPlaced: () => index.enter('tables', options.caption, 1) });
      if (options.remark !== undefined) remark(options.remark);
    },
    drawing: (drawing, caption, says) =>
      held.drawing(drawingHeight(sheet, drawing, caption), () => {
        writeDrawing(sheet, drawing, caption, says);
        index.enter('figures', caption, 1);
      }),
    turn: () => after(() => sheet.turn()),
    lists: (lists) => after(() => index.keep(lists)),
    finish: () => {
      held.release(0);
      index.fill();
      return paper.finish();
    },
  };
}

/** Between a heading and what stands before it. */
const ABOVE = 7;

/** Sizes of headings. */
const HEADINGS = { 1: 20, 2: 13, 3: 10.5 } as const;

/** Headings and the short paragraph under them wait for what follows, so that no page ends with them; so does a drawing for the table that it draws. */
class Held {
  readonly sheet: Sheet;
  #waiting: Waiting[] = [];

  constructor(sheet: Sheet) {
    this.sheet = sheet;
  }

  heading(text: string, size: number, write: () => void): void {
    if (this.#waiting.some(({ kind }) => kind !== 'heading')) this.release(0);
    const above = this.#waiting.length > 0 ? 0 : ABOVE;
    this.#waiting.push({ kind: 'heading', height: above + this.sheet.heightOf(text, this.sheet.width, size) + size * 0.5, write });
  }

  paragraph(text: string, write: () => void): void {
    const height = this.sheet.heightOf(text, this.sheet.width, POINT) + POINT * 0.5;
    const isShort = height < POINT * LEADING * 5;
    this.#waiting = [...this.#waiting, { kind: 'paragraph', height, write }];
    if (!isShort) this.release(0);
  }

  drawing(height: number, write: () => void): void {
    if (this.#waiting.some(({ kind }) => kind === 'drawing')) this.release(0);
    this.#waiting.push({ kind: 'drawing', height, write });
  }

  /** Writes what waits, together with so many points of what follows. A drawing that no page holds with its table stands where it can. */
  release(needed: number): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const height = waiting.reduce((sum, one) => sum + one.height, 0);
    const isWithDrawing = waiting.some(({ kind }) => kind === 'drawing');
    // The gap under the last of them may fall off the page.
    const together = needed > 0 ? needed + height : height - POINT * 0.5;
    if (waiting.length > 0) this.sheet.makeRoom(isWithDrawing && together > this.sheet.room ? height : Math.min(this.sheet.room, together));
    for (const { write } of waiting) write();
  }
}

interface Waiting {
  readonly kind: 'heading' | 'paragraph' | 'drawing';
  readonly height: number;
  readonly write: () => void;
}

const POINT = 9.5;

function writePoints(sheet: Sheet, texts: readonly string[]): void {
  const list = sheet.document.struct('L');
  sheet.root.add(list);
  for (const text of texts) {
    const item = sheet.document.struct('LI');
    list.add(item);
    const lines = sheet.wrap(text, sheet.width - 12, POINT);
    sheet.makeRoom(Math.min(lines.length, 2) * POINT * LEADING);
    item.add(sheet.document.struct('Lbl', () => void sheet.write('•', MARGIN, sheet.y, 12, { size: POINT })));
    const body = sheet.document.struct('LBody');
    item.add(body);
    for (const line of lines) {
      sheet.makeRoom(POINT * LEADING);
      const { y } = sheet;
      body.add(() => void sheet.write(`${line} `, MARGIN + 12, y, Infinity, { size: POINT }));
      sheet.y += POINT * LEADING;
    }
    item.end();
    sheet.y += 2;
  }
  list.end();
  sheet.y += 5;
}

interface Entry {
  readonly text: string;
  readonly level: 1 | 2 | 3;
  readonly page: number;
  readonly name: string;
}

const LINE = 12;

/** Where everything stands. */
class Index {
  readonly sheet: Sheet;
  readonly #entries = new Map<string, Entry[]>();
  readonly #kept: { readonly list: PaperList; readonly pages: readonly number[]; readonly structure: Structure }[] = [];
  readonly #open: Outline[] = [];

  constructor(sheet: Sheet) {
    this.sheet = sheet;
  }

  bookmark(text: string, level: 1 | 2 | 3): void {
    this.#open.length = Math.min(this.#open.length, level - 1);
    this.#open.push((this.#open.at(-1) ?? this.sheet.document.outline).addItem(text));
  }

  /** Enters what was just written, on the page where it stands. */
  enter(list: string, text: string, level: 1 | 2 | 3): void {
    const { start, count } = this.sheet.document.bufferedPageRange();
    const entries = this.#entries.get(list) ?? [];
    const name = `${list}-${entries.length + 1}`;
    this.sheet.document.addNamedDestination(name, 'XYZ', 0, Math.max(0, this.sheet.y - 40), null);
    this.#entries.set(list, [...entries, { text, level, page: start + count, name }]);
  }

  keep(lists: readonly PaperList[]): void {
    const { sheet } = this;
    for (const list of lists) {
      if (list.lines === 0) continue;
      sheet.turn();
      sheet.heading('H1', list.title, 20, 0);
      this.bookmark(list.title, 1);
      const structure = sheet.document.struct('TOC');
      sheet.root.add(structure);
      const pages: number[] = [];
      for (let left = list.lines; left > 0;) {
        if (pages.length > 0) sheet.turn();
        pages.push(sheet.document.bufferedPageRange().count - 1);
        left -= linesOn(sheet, pages.length);
      }
      this.#kept.push({ list, pages, structure });
    }
  }

  fill(): void {
    for (const { list, pages, structure } of this.#kept) {
      const entries = [...(this.#entries.get(list.name) ?? [])];
      for (const [at, page] of pages.entries()) {
        this.sheet.document.switchToPage(page);
        this.#fillPage(structure, entries.splice(0, linesOn(this.sheet, at + 1)), at === 0 ? TOP : MARGIN);
      }
      if (entries.length > 0) throw new Error(`the list ${list.name} has ${entries.length} more lines than were kept for it`);
      structure.end();
    }
  }

  #fillPage(structure: Structure, entries: readonly Entry[], top: number): void {
    for (const [at, entry] of entries.entries()) this.#fillLine(structure, entry, top + at * LINE);
  }

  #fillLine(structure: Structure, { text, level, page, name }: Entry, y: number): void {
    const { sheet } = this;
    const { document } = sheet;
    const left = MARGIN + (level - 1) * 14;
    const look = { size: level === 1 ? 9.5 : 9 } as const;
    const number = String(page);
    const room = sheet.width - (left - MARGIN) - 34;
    const shown = clipped(sheet, text, room, look.size);
    const item = document.struct('TOCI');
    structure.add(item);
    const link = document.struct('Link');
    item.add(link);
    link.add(() => {
      sheet.write(`${shown} `, left, y, Infinity, look);
      sheet.write(number, MARGIN, y, sheet.width, { ...look, align: 'right' });
    });
    document.goTo(left, y, sheet.width - (left - MARGIN), LINE, name, { structParent: link, Contents: new String(`${text}, ${number}`) });
    item.end();
    const from = left + sheet.measure(`${shown} `, look.size) + 4;
    const to = MARGIN + sheet.width - sheet.measure(number, look.size) - 6;
    const leader = dots(sheet, to - from, look.size);
    const start = to - sheet.measure(leader, look.size);
    if (leader !== '') sheet.artifact(() => void sheet.write(leader, start, y, Infinity, { ...look, colour: FAINT }), 'Layout');
  }
}

/** Below the title of a list. */
const TOP = MARGIN + 20 * LEADING + 10;

function linesOn(sheet: Sheet, page: number): number {
  return Math.floor((sheet.document.page.height - BOTTOM - (page === 1 ? TOP : MARGIN)) / LINE);
}

function clipped(sheet: Sheet, text: string, width: number, size: number): string {
  if (sheet.measure(text, size) <= width) return text;
  const words = text.split(' ');
  while (words.length > 1 && sheet.measure(`${words.join(' ')} …`, size) > width) words.pop();
  return `${words.join(' ')} …`;
}

// They end where the number begins; a space at the end would push them away from it.
function dots(sheet: Sheet, width: number, size: number): string {
  return '. '.repeat(Math.max(0, Math.floor(width / sheet.measure('. ', size)))).trimEnd();
}
