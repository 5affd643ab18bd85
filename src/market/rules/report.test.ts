// The report of the market: complete, adding up on every page and across pages, every number with its tag, in both languages.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleActivity, sampleReportQuestion } from '../sample.ts';
import { shippedQuestion } from './outlook.ts';
import { drawingOf } from './report-drawing.ts';
import { numberText } from './report-numbers.ts';
import { wholeTable } from './report-rounding.ts';
import { reportOf } from './report.ts';
import type { Report, ReportBlock, ReportTable } from './report-types.ts';
import { reportEnglish } from './report-words.en.ts';
import { reportSpanish } from './report-words.es.ts';

let english: Report;
let spanish: Report;

beforeAll(() => {
  const question = sampleReportQuestion({ ...shippedQuestion, refits: 40 }, 'report');
  [english, spanish] = [reportOf(question, 'en'), reportOf(question, 'es')];
});

const blocksOf = (report: Report): ReportBlock[] => report.chapters.flatMap(({ sections }) => sections.flatMap(({ blocks }) => blocks));
const tablesOf = (report: Report): ReportTable[] => blocksOf(report).flatMap((block) => (block.kind === 'table' ? [block.table] : []));
const tableCalled = (title: string): ReportTable => {
  const table = tablesOf(english).find((one) => one.title === title);
  if (!table) throw new Error(`no table ${title}`);
  return table;
};
const tenths = (value: number | null | undefined) => Math.round((value ?? 0) * 1000);
const columnSum = (table: ReportTable, at: number, isTotal = false) =>
  table.rows.filter((row) => row.isTotal === isTotal).reduce((sum, { cells }) => sum + tenths(cells[at]?.value), 0);

describe('the report', () => {
  it('[MKT-140] has the classic contents, with a chapter for each of five regions and nineteen countries', () => {
    const titles = english.chapters.map(({ title }) => title);
    for (const title of ['Product overview', 'Methodology', 'Executive summary', 'Voice of customer', 'Global outlook', 'Market dynamics'])
      expect(titles).toContain(title);
    for (const title of ["Porter's five forces", 'SWOT of the network', 'Competitive landscape', 'Strategic recommendations'])
      expect(titles).toContain(title);
    const ids = english.chapters.map(({ id }) => id);
    expect(ids.filter((id) => id.startsWith('region-'))).toHaveLength(5);
    expect(ids.filter((id) => id.startsWith('country-'))).toHaveLength(19);
    expect(new Set(ids).size).toBe(ids.length);
    const companies = english.chapters.find(({ id }) => id === 'companies');
    expect(companies?.sections).toHaveLength(11);
    for (const { sections } of english.chapters) for (const { blocks } of sections) expect(blocks.length).toBeGreaterThan(0);
  });

  it('[MKT-141] the parts of every table add up to its total, shares to a hundred', () => {
    let seen = 0;
    for (const table of tablesOf(english))
      for (const [at, column] of table.columns.entries()) {
        if (!column.adds || !table.rows.some(({ isTotal }) => isTotal)) continue;
        seen += 1;
        expect([table.title, column.header, columnSum(table, at)]).toEqual([table.title, column.header, columnSum(table, at, true)]);
        if (column.header.startsWith('Share')) expect(columnSum(table, at)).toBe(100_000);
      }
    expect(seen).toBeGreaterThan(700);
  });

  it('[MKT-141] countries add up to their region and regions to the world, in every cut and year, across pages', () => {
    const world = tableCalled('World: value by country');
    for (const by of ['service', 'therapeutic area', 'phase']) {
      const whole = tableCalled(`World: value by ${by}`);
      const regions = ['North America', 'Europe', 'Asia Pacific', 'South America', 'Middle East & Africa'].map((one) =>
        tableCalled(`${one}: value by ${by}`),
      );
      for (const [row, { cells }] of whole.rows.entries())
        for (let year = 1; year <= 7; year += 1)
          expect(regions.reduce((sum, table) => sum + tenths(table.rows[row]?.cells[year]?.value), 0)).toBe(tenths(cells[year]?.value));
    }
    const shown = new Map(world.rows.map(({ cells }) => [cells[0]?.text, cells[7]?.value]));
    for (const country of ['Canada', 'Mexico', 'United States', 'Japan']) {
      const own = tableCalled(`${country}: value by phase`);
      expect(own.rows.at(-1)?.cells[7]?.value).toBe(shown.get(country));
    }
  });

  it('[MKT-142] every number carries a tag, every table with numbers says where they come from, every figure has its table', () => {
    for (const table of tablesOf(english)) {
      const numbers = table.rows.flatMap((row) =>
        row.cells.filter(({ value }) => value !== null).map((cell) => ({ ...cell, source: row.source ?? table.source })),
      );
      for (const number of numbers) expect(number.tag, `${table.title}: ${number.text}`).toBeDefined();
      for (const number of numbers) expect(number.source, table.title).not.toBe('');
      if (numbers.length > 0 && !table.columns.some(({ header }) => header === 'Tag'))
        expect(table.note, table.title).toMatch(/published|counted|assumed|modelled/);
    }
    for (const { sections } of english.chapters)
      for (const { blocks } of sections)
        for (const block of blocks) {
          if (block.kind !== 'figure') continue;
          const own = blocks.find((one) => one.kind === 'table' && one.table.id === block.figure.tableId);
          if (own?.kind !== 'table') throw new Error(`${block.figure.title} has no table`);
          const { shapes, height } = drawingOf(block.figure, own.table, 'en');
          expect(shapes.length).toBeGreaterThan(3);
          for (const shape of shapes)
            if (shape.kind === 'box' || shape.kind === 'text')
              expect(Number.isFinite(shape.x) && shape.y <= height, block.figure.title).toBe(true);
        }
  });

  it('[MKT-142] the totals that were published are told as published, and no company has a share', () => {
    const forecast = tableCalled('World: value by year');
    expect(forecast.rows.map(({ cells }) => cells[1]?.tag)).toEqual(['published', ...Array(5).fill('modelled'), 'published']);
    expect(forecast.rows[0]?.cells[1]?.text).toBe('6,710.0');
    const shares = tableCalled('Shares of companies in 2025');
    expect(shares.rows).toHaveLength(10);
    for (const { cells } of shares.rows) expect(cells.every(({ value }) => value === null)).toBe(true);
  });

  it('[MKT-140] the global outlook lists the share by company and says where the companies stand, since no share is known', () => {
    const sections = english.chapters.find(({ id }) => id === 'global')?.sections ?? [];
    expect(sections.map(({ title }) => title)).toEqual([
      'Size and forecast by value',
      'Share by service, area and phase',
      'Share by region and country',
      'Share by company',
      'Market map',
    ]);
    const said = sections[3]?.blocks.map((block) => (block.kind === 'text' ? block.text : ''));
    expect(said?.join('')).toContain('Competitive landscape');
  });

  it('[MKT-142] assumptions have a unit each and no more digits than they need, and each published total its year', () => {
    const table = tableCalled('All assumptions in use');
    const row = (name: string) =>
      table.rows
        .find(({ cells }) => cells[0]?.text === name)
        ?.cells.slice(1, 5)
        .map(({ text }) => text);
    expect(row('Correlation of the two published totals')).toEqual(['correlation', '0.8', '–', 'taken as certain']);
    expect(row('Activity by country: Canada')).toEqual(['weight of site-years', '4', '35', '% of the value']);
    expect(row('Growth of area: Oncology')).toEqual(['points a year', '1.5', '0.8', 'points a year']);
    expect(table.rows.map(({ cells }) => cells[1]?.text).filter((unit) => !unit)).toEqual([]);
    const reasons = blocksOf(english).flatMap((block) => (block.kind === 'points' ? block.points : []));
    expect(reasons.filter((reason) => reason.startsWith('Published total')).map((reason) => reason.slice(0, 21))).toEqual([
      'Published total: 2025',
      'Published total: 2031',
    ]);
  });

  it('[MKT-142] bars begin at zero, also where they differ by little, and what has no zero is drawn on a scale that is shown', () => {
    const row = (name: string, low: number, high: number): ReportTable['rows'][number] => ({
      cells: [name, low, high].map((one) => ({ text: String(one), value: typeof one === 'number' ? one : null })),
      isTotal: false,
      source: null,
    });
    const column = { unit: null, width: 1, isNumber: true, adds: false };
    const table: ReportTable = {
      id: 'T1',
      number: 1,
      title: '',
      columns: ['Of', 'Low', 'High'].map((header) => ({ header, ...column })),
      rows: [row('One', 900, 1_000), row('Other', 940, 960)],
      note: '',
      source: '',
    };
    const figure = { id: 'F1', number: 1, title: '', alt: '', tableId: 'T1' };
    const bars = drawingOf({ ...figure, picture: { kind: 'bars', values: [1, 2] } }, table, 'en').shapes;
    const widths = bars.flatMap((shape) => (shape.kind === 'box' && shape.width > 8 ? [shape.width] : []));
    expect(widths.map((width) => Math.round((1_000 * width) / Math.max(...widths)))).toEqual([900, 1_000, 940, 960]);
    const spans = drawingOf({ ...figure, picture: { kind: 'spans', low: 1, high: 2 } }, table, 'en').shapes;
    const texts = spans.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
    expect(texts).toEqual(expect.arrayContaining(['Low', 'High', '900', '925', '950', '975', '1,000']));
    expect(spans.filter(({ kind }) => kind === 'dot')).toHaveLength(4);
  });

  it('[MKT-180] what happened to a company stands in its profile, told by the record that names it', () => {
    const profile = (report: Report, of: string) => {
      const table = tablesOf(report).find(({ title }) => title.includes(of));
      return table?.rows.map(({ cells, source }) => [...cells.map(({ text }) => text), source]);
    };
    const source = 'Market report on the Global Clinical Trial Site Management Organization Market, Oct 2024';
    const told = ['WCG enhanced its Site Network.', source, source];
    expect(profile(english, 'WCG Clinical')).toContainEqual(['Recent developments', ...told]);
    expect(profile(spanish, 'WCG Clinical')?.[0]?.[1]).toMatch(/WCG/);
    expect(profile(english, 'Clinixir')).toBeUndefined();
    const clinixir = english.chapters.find(({ id }) => id === 'companies')?.sections.find(({ title }) => title === 'Clinixir');
    expect(clinixir?.blocks).toEqual([{ kind: 'text', text: 'No sourced facts are on file yet.' }]);
  });

  it('[MKT-181] of a demo network carries its mark, and of a real one none', () => {
    expect([english.mark, spanish.mark]).toEqual([null, null]);
  });

  it('[MKT-143] Spanish says everything that English says, with the same numbers', () => {
    const shape = (report: Report) =>
      report.chapters.map(({ id, sections }) => [id, sections.map(({ id: own, blocks }) => [own, blocks.map(({ kind }) => kind)])]);
    const numbers = (report: Report) =>
      tablesOf(report).map(({ rows }) => rows.map(({ cells }) => cells.map(({ value, tag }) => [value, tag])));
    expect(shape(spanish)).toEqual(shape(english));
    expect(numbers(spanish)).toEqual(numbers(english));
    const said = (report: Report) =>
      blocksOf(report).flatMap((block) => (block.kind === 'text' ? [block.text] : block.kind === 'points' ? block.points : []));
    const same = said(spanish).filter((text, at) => text === said(english)[at]);
    expect(same.filter((text) => text.length > 12)).toEqual([]);
    expect(Object.keys(reportSpanish).toSorted()).toEqual(Object.keys(reportEnglish).toSorted());
    const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].toSorted();
    for (const [code, text] of Object.entries(reportEnglish))
      expect([code, holes(reportSpanish[code as keyof typeof reportEnglish])]).toEqual([code, holes(text)]);
  });
});

describe('what a report says of a number', () => {
  const said = (report: Report) =>
    blocksOf(report).flatMap((block) => (block.kind === 'text' ? [block.text] : block.kind === 'points' ? block.points : []));

  it('[MKT-141] has the last digit that a table beside it has', () => {
    expect([numberText('en', 692.15, 1), numberText('es', 1692.15, 1)]).toEqual(['692.1', '1.692,2']);
    for (const report of [english, spanish])
      for (const { id, sections } of report.chapters.filter((chapter) => /^(region|country)-/.test(chapter.id))) {
        const [text, ...others] = (sections[0]?.blocks ?? []).flatMap((block) => (block.kind === 'text' ? [block.text] : []));
        const forecast = (sections[0]?.blocks ?? []).flatMap((block) => (block.kind === 'table' ? [block.table] : []))[0];
        expect(others, id).toHaveLength(0);
        for (const at of [1, 2, 3]) expect(text, id).toContain(forecast?.rows.at(-1)?.cells[at]?.text);
      }
  });

  it('[MKT-141] of a share is what the table of its shares says, and of an answer what its table says', () => {
    const shares = (title: string) => new Map(tableCalled(title).rows.map(({ cells }) => [cells[0]?.text, cells[9]?.text]));
    const ofWorld = shares('World: value by country');
    for (const [region, countries] of [
      ['North America', ['United States', 'Canada', 'Mexico']],
      ['Europe', ['France', 'Germany', 'Italy', 'Spain', 'United Kingdom']],
    ] as const)
      for (const country of countries) {
        const [block] = english.chapters.find(({ title }) => title === country)?.sections[0]?.blocks ?? [];
        const ofRegion = shares(`${region}: value by country`).get(country);
        expect(block?.kind === 'text' && block.text).toContain(
          `${ofRegion} % of the market in ${region} and ${ofWorld.get(country)} % of the world market`,
        );
      }
    const oncology = tableCalled('World: value by therapeutic area').rows[0]?.cells[7]?.text;
    expect(said(english).join(' ')).toContain(`The value for Oncology in 2031 is USD ${oncology} million.`);
  });

  it('[MKT-142] stands on scales, bars and legends as in its tables, and within the picture', () => {
    for (const [report, language, thousand] of [
      [english, 'en', '5,000'],
      [spanish, 'es', '5.000'],
    ] as const) {
      const own = new Map(tablesOf(report).map((table) => [table.id, table]));
      const texts = blocksOf(report).flatMap((block) => {
        const table = block.kind === 'figure' ? own.get(block.figure.tableId) : undefined;
        return block.kind === 'figure' && table ? drawingOf(block.figure, table, language).shapes : [];
      });
      const shown = texts.flatMap((shape) => (shape.kind === 'text' ? [shape] : []));
      expect(shown.map(({ text }) => text)).toContain(thousand);
      expect(shown.filter(({ text }) => /^\d{4,}$/.test(text) && !/^20\d\d$/.test(text))).toEqual([]);
      // Half a letter's height is the least width of a letter.
      expect(shown.filter(({ x, text, align }) => align === 'left' && x + text.length * 3.5 > 499)).toEqual([]);
      expect(shown.filter(({ text }) => text.endsWith('…'))).toEqual([]);
    }
  });

  it('[MKT-143] is one study or several, and a month is written as a month', () => {
    for (const report of [english, spanish]) {
      expect(said(report).filter((text) => /(^|\D)1 (studies|estudios)/.test(text))).toEqual([]);
      expect(said(report).some((text) => /(^|\D)1 (study|estudio)\b/.test(text))).toBe(true);
      expect(JSON.stringify([report.facts, said(report), tablesOf(report).map(({ source }) => source)])).not.toMatch(/\d{4}-\d{2}\b/);
    }
  });

  it('[MKT-143] in Spanish names an area without a capital within a sentence, but for an abbreviation', () => {
    const leaders = said(spanish).filter((text) => text.startsWith('Mayor'));
    expect(leaders.length).toBeGreaterThan(70);
    expect(leaders.filter((text) => !/^Mayor (servicio|área|fase) en 2031: (\p{Ll}|SNC).*\. Mayor TCAC: (\p{Ll}|SNC)/u.test(text))).toEqual(
      [],
    );
  });
});

describe('the report of a counted registry', () => {
  let counted: Readonly<Record<'en' | 'es', Report>>;

  beforeAll(() => {
    // Ten years of a registry in which nothing goes on in India and the work moves to the United States.
    const activity = Array.from({ length: 12 }, (_, at) => 2014 + at).flatMap((year) =>
      sampleActivity
        .filter((row) => row.year === 2024 && row.country !== 'IN')
        .map((row) => ({ ...row, year, siteYears: row.country === 'US' ? 10 * (year - 2010) : 10 })),
    );
    const question = sampleReportQuestion({ ...shippedQuestion, activity, refits: 20 }, 'counted');
    const file = {
      fileName: 'studies.json',
      fileSha256: 'ab'.repeat(32),
      classifier: '7',
      counts: {},
      byYear: [{ year: 2024, siteYears: 10 }],
    };
    const asked = { ...question, activity: { ...file, format: 'api-v2' } };
    counted = { en: reportOf(asked, 'en'), es: reportOf(asked, 'es') };
  });

  it('[MKT-140] says of a country without activity that it is given no value, in place of a growth and shares of nothing', () => {
    const india = counted.en.chapters.find(({ id }) => id === 'country-in');
    expect(india?.sections.flatMap(({ blocks }) => blocks.map((block) => (block.kind === 'text' ? block.text : block.kind)))).toEqual([
      expect.stringMatching(/^No activity was counted in India, so the outlook puts no value on it\..*no study/),
    ]);
    expect(counted.en.chapters.find(({ id }) => id === 'country-us')?.sections).toHaveLength(2);
  });

  it('[MKT-143] tells in Spanish how a trend was taken together with what was assumed, and how the files were read', () => {
    const said = (report: Report) =>
      blocksOf(report).flatMap((block) => (block.kind === 'text' ? [block.text] : block.kind === 'points' ? block.points : []));
    expect(said(counted.en).filter((text) => text.includes('combined by their spread')).length).toBeGreaterThan(0);
    expect(said(counted.es).filter((text) => text.includes('combinados según su dispersión')).length).toBeGreaterThan(0);
    expect(said(counted.es).filter((text) => /Assumed|counted|pooled|api-v2/.test(text))).toEqual([]);
    expect(said(counted.es).join(' ')).toContain('studies.json (JSON de la API, clasificador 7)');
  });

  it('[MKT-142] names the columns that were counted, not every cell of them', () => {
    const table = tablesOf(counted.en).find(({ title }) => title === 'World: value by country');
    expect(table?.note).toMatch(/^Tags: .*counted \(2025, Share 2025\).*published \(Total 2025\/2031\)/);
  });

  it('[MKT-140] names countries by their size, those without a name last', () => {
    for (const region of ['North America', 'Europe', 'Asia Pacific']) {
      const rows = tableCalled(`${region}: value by country`).rows.filter(({ isTotal }) => !isTotal);
      const values = rows.slice(0, -1).map(({ cells }) => cells[7]?.value ?? 0);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      expect(rows.at(-1)?.cells[0]?.text).toBe(`Others in ${region}`);
    }
  });
});

describe('controlled rounding', () => {
  it('[MKT-141] meets every sum of rows and columns with cells near their values', () => {
    const table = fc.array(fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(table, (values) => {
        const rows = values.map((row) => Math.round(row.reduce((sum, value) => sum + value, 0)));
        const columns = [0, 1, 2, 3].map((at) => Math.round(values.reduce((sum, row) => sum + (row[at] ?? 0), 0)));
        const off = rows.reduce((sum, row) => sum + row, 0) - columns.reduce((sum, column) => sum + column, 0);
        const [first = 0, ...others] = columns;
        fc.pre(first + off >= 0);
        const sums = [first + off, ...others];
        const whole = wholeTable(values, rows, sums);
        expect(whole.map((row) => row.reduce((sum, cell) => sum + cell, 0))).toEqual(rows);
        expect([0, 1, 2, 3].map((at) => whole.reduce((sum, row) => sum + (row[at] ?? 0), 0))).toEqual(sums);
        for (const [row, line] of whole.entries())
          for (const [at, cell] of line.entries()) {
            expect(cell).toBeGreaterThanOrEqual(0);
            expect(Math.abs(cell - (values[row]?.[at] ?? 0))).toBeLessThan(Math.abs(off) + 2.5);
          }
      }),
    );
  });

  it('[MKT-141] makes nothing into something only where the sums leave no other way', () => {
    // By least squares alone the last row would have one in its second cell.
    expect(
      wholeTable(
        [
          [1.9, 2.2, 3.2],
          [0.8, 3.3, 0],
          [2.5, 0, 0],
        ],
        [7, 4, 3],
        [5, 6, 3],
      ),
    ).toEqual([
      [2, 2, 3],
      [0, 4, 0],
      [3, 0, 0],
    ]);
    const amount = fc.oneof(fc.constant(0), fc.double({ min: 0.6, max: 50, noNaN: true }));
    const table = fc.array(fc.array(amount, { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(table, (values) => {
        const whole = values.map((row) => row.map(Math.round));
        const rows = whole.map((row) => row.reduce((sum, cell) => sum + cell, 0));
        const columns = [0, 1, 2, 3].map((at) => whole.reduce((sum, row) => sum + (row[at] ?? 0), 0));
        const found = wholeTable(values, rows, columns);
        for (const [row, line] of values.entries())
          for (const [at, value] of line.entries()) if (value === 0) expect(found[row]?.[at]).toBe(0);
      }),
    );
  });

  it('leaves what is whole already as it is, and refuses sums that differ', () => {
    expect(
      wholeTable(
        [
          [1, 2],
          [3, 4],
        ],
        [3, 7],
        [4, 6],
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(() => wholeTable([[1]], [1], [2])).toThrow('add up to the same');
  });
});
