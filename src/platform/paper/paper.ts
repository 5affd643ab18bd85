// Printed pages: tagged PDF with a title and a language, read aloud in order, the same bytes for the same content.
import type PDFDocument from 'pdfkit';
import { type PaperFact, writeAnswers, writeFacts } from './facts.ts';
import { loadFaces } from './fonts.ts';
import { isPlainPng } from './picture.ts';
import { BOTTOM, FAINT, MARGIN, Sheet } from './sheet.ts';
import { type PaperColumn, writeTable } from './table.ts';

const PNG_BEGINS = 0x89;

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

/** A paper that is being written from top to bottom. */
export interface Paper {
  readonly heading: (text: string, level: 1 | 2) => void;
  readonly paragraph: (text: string) => void;
  /** Names above their values, in columns side by side. */
  readonly facts: (columns: readonly (readonly PaperFact[])[]) => void;
  /** What is seen first, large, in one row. */
  readonly answers: (facts: readonly PaperFact[]) => void;
  readonly table: (columns: readonly PaperColumn[], rows: readonly (readonly string[])[], totals: readonly (readonly string[])[]) => void;
  /** PNG or JPEG. */
  readonly picture: (bytes: Uint8Array, says: string) => void;
  readonly finish: () => Promise<Uint8Array>;
}

/** Begins a paper, A4 upright. */
export async function openPaper(head: PaperHead): Promise<Paper> {
  return paperOn(await openSheet(head), head);
}

/** An empty first page with its document. */
export async function openSheet(head: PaperHead): Promise<Sheet> {
  const [{ default: Document }, faces] = await Promise.all([import('pdfkit'), loadFaces()]);
  const document = new Document({
    size: 'A4',
    // No letters of its own: it would read them for every document, and the sheet brings the family's.
    font: '',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: head.language,
    displayTitle: true,
    bufferPages: true,
    info: { Title: head.title, Producer: 'Siteward', Creator: 'Siteward', CreationDate: new Date(head.createdAtMs) },
  });
  return new Sheet(document, faces, head.mark);
}

/** What can be written on a sheet. */
export function paperOn(sheet: Sheet, head: PaperHead): Paper {
  return {
    heading: (text, level) => sheet.heading(`H${level}`, text, level === 1 ? 20 : 12, level === 1 ? 0 : 40),
    paragraph: (text) => sheet.paragraph(text, { size: 9.5 }),
    facts: (columns) => writeFacts(sheet, columns),
    answers: (facts) => writeAnswers(sheet, facts),
    table: (columns, rows, totals) => writeTable(sheet, columns, rows, totals),
    picture: (bytes, says) => sheet.picture(bytes, says),
    finish: async () => {
      writeFeet(sheet, head.foot);
      sheet.root.end();
      return bytesOf(sheet.document);
    },
  };
}

/** Whether a picture can be put on a paper: some PNG and JPEG of unusual make cannot. */
export async function isPaperPicture(bytes: Uint8Array): Promise<boolean> {
  // Rows with an alpha channel are unpacked behind our back, where a fault could be caught by nobody.
  if (bytes[0] === PNG_BEGINS && !isPlainPng(bytes)) return false;
  const paper = await openPaper({ title: '', language: 'en', createdAtMs: 0, mark: null, foot: () => '' });
  try {
    paper.picture(bytes, '');
    await paper.finish();
    return true;
  } catch {
    return false;
  }
}

async function bytesOf(document: PDFDocument): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  document.on('data', (piece) => pieces.push(piece));
  const ended = new Promise<void>((resolve) => document.on('end', resolve));
  document.end();
  await ended;
  return Buffer.concat(pieces);
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
