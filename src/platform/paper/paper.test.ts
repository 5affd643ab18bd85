// Papers: read back from their bytes, with their tags, their letters and their repetition.
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../tests/support/read-pdf.ts';
import { unprintable } from './fonts.ts';
import { openPaper } from './paper.ts';

const head = {
  title: 'A paper',
  language: 'en',
  createdAtMs: 0,
  mark: 'DEMO',
  foot: (page: number, pages: number) => `page ${page} of ${pages}`,
};

async function write(rows: number): Promise<Uint8Array> {
  const paper = await openPaper(head);
  paper.heading('Łódź, Ωmega and Жук', 1);
  paper.facts([[['To', 'Čeněk Źdźbło & Søren Ærø']]]);
  const cells = Array.from({ length: rows }, (_, at) => [`row ${at}`, `${at}.00`]);
  paper.table(
    [
      { header: 'What', width: 200 },
      { header: 'Amount', width: 100, isNumber: true },
    ],
    cells,
    [['Total', '1.00']],
  );
  return paper.finish();
}

describe('a paper', () => {
  it('is tagged, titled, in a language, and read in order', async () => {
    const pdf = readPdf(await write(2));
    expect(pdf).toMatchObject({ isMarked: true, language: 'en', title: 'A paper', pageCount: 1 });
    expect(pdf.tags.map((tag) => tag.type).join(' ')).toBe('Document P H1 P Table TR TH TH TR TD TD TR TD TD TR TH TD');
    expect(pdf.tags.filter((tag) => tag.type === 'TH').map((tag) => [tag.text, tag.scope])).toEqual([
      ['What', 'Column'],
      ['Amount', 'Column'],
      ['Total', 'Row'],
    ]);
  });

  it('prints letters of other scripts and says which it cannot print', async () => {
    const texts = readPdf(await write(1)).tags.map((tag) => tag.text);
    expect(texts).toContain('Łódź, Ωmega and Жук');
    expect(texts.join(' ')).toContain('Čeněk Źdźbło & Søren Ærø');
    expect(await unprintable(['Łódź', '東京 Zürich', '東'])).toEqual(['東', '京']);
  });

  it('marks every page and counts them', async () => {
    const pdf = readPdf(await write(120));
    expect(pdf.pageCount).toBeGreaterThan(2);
    for (const [at, page] of pdf.pages.entries()) {
      expect(page).toContain('DEMO');
      expect(page).toContain(`page ${at + 1} of ${pdf.pageCount}`);
      expect(page).toContain('What');
    }
    expect(pdf.tags.filter((tag) => tag.type === 'TR')).toHaveLength(122);
  });

  it('writes a long mark on one line, so that it covers nothing of the page', async () => {
    const mark = 'DEMO - la red es inventada, y también lo es todo lo que aquí se dice de ella';
    const paper = await openPaper({ ...head, mark });
    expect(readPdf(await paper.finish()).pages[0]?.split('\n')).toContain(mark);
  });

  it('breaks no line between a currency and its number', async () => {
    const paper = await openPaper(head);
    for (let words = 1; words < 30; words += 1) paper.paragraph(`${'word '.repeat(words)}USD 1,234.5 million and 80 % of it`);
    const lines = readPdf(await paper.finish()).pages.flatMap((page) => page.split('\n'));
    expect(lines.filter((line) => /USD\s*$|^\s*%/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.includes('USD 1,234.5'))).toHaveLength(29);
  });

  it('the same content makes the same bytes', async () => {
    expect(Buffer.from(await write(30)).equals(Buffer.from(await write(30)))).toBe(true);
  });
});
