// The report as PDF and as a workbook, read back from their bytes: the numbers of both are those of the model, and both can be read by everybody.
import { beforeAll, describe, expect, it } from 'vitest';
import { type ReadPdf, readPdf } from '../../../tests/support/read-pdf.ts';
import { type WorkbookCell, sheetsOfWorkbook } from '../../../tests/support/read-workbook.ts';
import { writeWorkbook } from '../formats/report-workbook.ts';
import { type Report, type ReportTable, reportOf, shippedQuestion } from '../rules.ts';
import { sampleReportQuestion } from '../sample.ts';
import { drawReport } from './draw-report.ts';

let report: Report;
let spanish: Report;
let inSpanish: ReadPdf;
let bytes: Uint8Array;
let pdf: ReadPdf;
let sheets: ReturnType<typeof sheetsOfWorkbook>;

beforeAll(async () => {
  const question = sampleReportQuestion({ ...shippedQuestion, refits: 40 }, 'report');
  const [first, ...others] = question.companies;
  const hostile = {
    id: 'n1',
    section: 'overview' as const,
    text: '=HYPERLINK("http://x","y")',
    strength: null,
    source: '+SUM(A1)',
    sourceDate: null,
  };
  const note = {
    ...hostile,
    company: 'x',
    evidenceIds: [],
    supersedes: null,
    reason: null,
    origin: 'written' as const,
    by: 'Nora',
    at: '2026-11-23T10:00:00Z',
  };
  if (!first) throw new Error('no company');
  const asked = { ...question, isDemo: true, companies: [{ ...first, notes: [note] }, ...others] };
  [report, spanish] = [reportOf(asked, 'en'), reportOf(asked, 'es')];
  inSpanish = readPdf(await drawReport(spanish, 0));
  bytes = await drawReport(report, 0);
  pdf = readPdf(bytes);
  sheets = sheetsOfWorkbook(Buffer.from(await writeWorkbook(report)));
}, 120_000);

const tables = (of = report): ReportTable[] =>
  of.chapters.flatMap(({ sections }) =>
    sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))),
  );

describe('the PDF', () => {
  it('[MKT-144] is tagged, titled and in a language, with contents, lists and headings to three levels', () => {
    expect(pdf).toMatchObject({ isMarked: true, language: 'en', title: report.title });
    const types = pdf.tags.map(({ type }) => type);
    expect(types.filter((type) => type === 'TOC')).toHaveLength(3);
    expect(types.filter((type) => type === 'H1')).toHaveLength(1 + 3 + report.chapters.length);
    expect(types.filter((type) => type === 'H2')).toHaveLength(report.chapters.reduce((sum, { sections }) => sum + sections.length, 0));
    expect(types.filter((type) => type === 'Table')).toHaveLength(tables().length);
    for (const figure of pdf.tags.filter(({ type }) => type === 'Figure')) expect(figure.alt?.length).toBeGreaterThan(20);
    expect(Buffer.from(bytes).toString('latin1')).toContain('/Outlines');
  });

  it('[MKT-144] its contents name the page on which each chapter stands, and every page its number', () => {
    const lines = pdf.tags.filter(({ type }) => type === 'Link').map(({ text }) => text.replaceAll('\u00a0', ' '));
    for (const chapter of report.chapters) {
      const title = `${chapter.number} ${chapter.title}`;
      const line = lines.find((one) => one.startsWith(`${title} `));
      const page = Number(line?.slice(title.length));
      expect(pdf.pages[page - 1], `${title} on page ${page}`).toContain(title);
    }
    for (const [at, page] of pdf.pages.entries()) expect(page).toContain(`page ${at + 1} of ${pdf.pageCount}`);
  });

  it('[MKT-181] of a demo network says so on every page', () => {
    expect(report.mark).toMatch(/^DEMO/);
    for (const page of pdf.pages) expect(page).toContain(report.mark);
  });

  it('[MKT-145] its tables say, cell by cell, what the model says', () => {
    const drawn = drawnTables(pdf);
    expect(drawn).toHaveLength(tables().length);
    for (const [at, table] of tables().entries()) {
      const cells = table.rows.flatMap((row) => row.cells.map(({ text }) => text.replaceAll(/\s+/g, ' ').trim()));
      expect(drawn[at], table.title).toEqual(cells);
    }
  });

  it('[MKT-144] no word of a header is broken, in either language', () => {
    // A line may end after a hyphen that the word has anyway.
    const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll('- ', '-').trim();
    for (const [drawn, of] of [
      [pdf, report],
      [inSpanish, spanish],
    ] as const) {
      const heads = drawn.tags.flatMap(({ type, text, scope }) => (type === 'TH' && scope === 'Column' ? [oneLine(text)] : []));
      for (const header of new Set(tables(of).flatMap(({ columns }) => columns.map((column) => oneLine(column.header)))))
        expect(heads).toContain(header);
      expect(heads.length).toBeGreaterThan(1_000);
    }
  });

  it('[MKT-144] a figure of a region or a country stands on the page of its table', () => {
    const pageOf = (caption: string) => pdf.pages.findLastIndex((page) => page.replaceAll(/\s+/g, ' ').includes(caption));
    const figures = report.chapters
      .filter(({ id }) => /^(region|country)-/.test(id))
      .flatMap(({ sections }) =>
        sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : []))),
      );
    expect(figures.length).toBeGreaterThan(90);
    const table = new Map(tables().map(({ id, number, title }) => [id, `Table ${number}. ${title}`]));
    for (const { number, title, tableId } of figures)
      expect([title, pageOf(`Figure ${number}. ${title}`)]).toEqual([title, pageOf(table.get(tableId) ?? '')]);
  });

  it('[MKT-144] a chapter of a few words begins no page of its own', async () => {
    const [first] = report.chapters.filter(({ id }) => id === 'voice');
    if (!first) throw new Error('no chapter');
    const blocks = [{ kind: 'text', text: 'Nothing was counted.' }] as const;
    const chapters = [first, { id: 'short', number: '9', title: 'Brief', sections: [{ id: 'one', number: '9.1', title: 'One', blocks }] }];
    const pages = readPdf(await drawReport({ ...report, chapters }, 0)).pages;
    expect(pages.findLastIndex((page) => page.includes('Nothing was counted.'))).toBe(
      pages.findLastIndex((page) => page.includes(`${first.number} ${first.title}`)),
    );
  });

  it('[MKT-144] no page is empty', () => {
    for (const [at, page] of pdf.pages.entries()) expect(page.length, `page ${at + 1}`).toBeGreaterThan(100);
  });
});

/** The cells of each table in their order, without its header. */
function drawnTables({ tags }: ReadPdf): string[][] {
  const drawn: string[][] = [];
  for (const { type, text, scope } of tags) {
    if (type === 'Table') drawn.push([]);
    if (type === 'TD' || (type === 'TH' && scope === 'Row')) drawn.at(-1)?.push(text.replaceAll(/\s+/g, ' ').trim());
  }
  return drawn;
}

describe('the workbook', () => {
  it('[MKT-146] has a sheet for every table, with its numbers as numbers, and unit, tag and source beside them', () => {
    expect(sheets.map(({ name }) => name)).toEqual(['Contents', ...tables().map(({ id }) => id)]);
    for (const [at, table] of tables().entries()) {
      const rows = (sheets[at + 1]?.rows ?? []).slice(2, 2 + table.rows.length);
      for (const [place, { cells, source }] of table.rows.entries()) {
        const shown = cells.map((_, column) => valueOf(rows[place]?.[column]));
        expect(shown, table.title).toEqual(cells.map(({ value, text }) => value ?? (text === '' ? null : text)));
        const [, tag, from] = [0, 1, 2].map((more) => valueOf(rows[place]?.[cells.length + more]));
        if (cells.some(({ value }) => value !== null)) {
          expect(String(tag)).toMatch(/published|counted|assumed|modelled/);
          expect(from).toBe(source ?? table.source);
        }
      }
    }
  });

  it('[MKT-181] of a demo network says so before anything else', () => {
    expect(valueOf(sheets[0]?.rows[0]?.[0])).toBe(report.mark);
  });

  it('[MKT-146] leads from its contents to every sheet by links alone, and runs no text of anybody', () => {
    const formulas = sheets.flatMap(({ rows }) =>
      rows.flatMap((row) => row.flatMap((cell) => (cell && 'formula' in cell ? [cell.formula] : []))),
    );
    expect(formulas).toEqual(tables().map(({ id }) => `HYPERLINK("#'${id}'!A1","${id}")`));
    const texts = sheets.flatMap(({ rows }) => rows.flatMap((row) => row.flatMap((cell) => (cell && 'text' in cell ? [cell.text] : []))));
    expect(texts).toContain('=HYPERLINK("http://x","y")');
  });
});

function valueOf(cell: WorkbookCell | null | undefined): number | string | null {
  if (!cell) return null;
  return 'number' in cell ? cell.number : 'text' in cell ? cell.text : cell.formula;
}
