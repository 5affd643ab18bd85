// Tables and figures of the market in a place: forecast year by year, and shares by a cut.
import { wholeParts } from '#stats';
import { outlookYears } from './outlook-frame.ts';
import type { Interval, Tag } from './outlook-types.ts';
import { type Part, UNITS } from './report-amounts.ts';
import {
  type Book,
  bodyRow,
  type FigureDraft,
  numberCell,
  numberColumn,
  type TableDraft,
  textCell,
  textColumn,
  totalRow,
} from './report-book.ts';
import type { Speaker } from './report-speaker.ts';

const LAST = outlookYears.length - 1;
const YEARS = [outlookYears[0] ?? 0, outlookYears[LAST] ?? 0] as const;

/** Growth a year from the first to the last year; null where the first has nothing. */
export function growthOf({ exact }: Part): number | null {
  const [first = 0, last = 0] = [exact[0], exact[LAST]];
  return first > 0 ? (last / first) ** (1 / LAST) - 1 : null;
}

/** USD million of a part in the first and the last year, as shown. */
export const endsOf = ({ shown }: Part): readonly [number, number] => [(shown[0] ?? 0) / UNITS, (shown[LAST] ?? 0) / UNITS];

/** A year of a place. */
export interface YearFacts {
  readonly tag: Tag;
  readonly interval80: Interval;
}

/** Value by year, with its 80 % and the change on the year before. */
export function forecastTable(
  speaker: Speaker,
  part: Part,
  years: readonly YearFacts[],
  at: { readonly title: string; readonly source: string },
): TableDraft {
  const { say, tag } = speaker;
  const million = say('unit.usd-million');
  const rows = outlookYears.map((year, index) => {
    const facts = years[index];
    const before = part.exact[index - 1] ?? 0;
    const change = before > 0 ? 100 * ((part.exact[index] ?? 0) / before - 1) : null;
    const own = facts?.tag ?? 'modelled';
    return bodyRow([
      textCell(String(year)),
      numberCell(speaker, (part.shown[index] ?? 0) / UNITS, 1, own),
      numberCell(speaker, facts?.interval80[0] ?? null, 1, 'modelled'),
      numberCell(speaker, facts?.interval80[1] ?? null, 1, 'modelled'),
      numberCell(speaker, change, 2, own === 'published' ? 'modelled' : own),
      textCell(tag(own)),
    ]);
  });
  const columns = [
    textColumn(say('column.year'), 10),
    numberColumn(say('column.value', { unit: million }), million, 18),
    numberColumn(say('column.low', { unit: million }), million, 20),
    numberColumn(say('column.high', { unit: million }), million, 20),
    numberColumn(say('column.change'), '%', 18),
    textColumn(say('column.tag'), 14),
  ];
  return { ...at, columns, rows, remark: say('note.intervals') };
}

/** The fan of a forecast table. */
export function forecastFigure({ say, number }: Speaker, part: Part, years: readonly YearFacts[], title: string): FigureDraft {
  const [first, last] = endsOf(part);
  const [low, high] = years[LAST]?.interval80 ?? [0, 0];
  const values = {
    from: YEARS[0],
    to: YEARS[1],
    first: number(first, 1),
    last: number(last, 1),
    low: number(low, 1),
    high: number(high, 1),
  };
  return { title, alt: say('figure.forecast', values), picture: { kind: 'lines', value: 1, low: 2, high: 3 } };
}

/** A part with its name and the tag of each year. */
export interface NamedPart extends Part {
  readonly name: string;
  readonly tags: readonly Tag[];
  /** Of the last year; null where none was worked out. */
  readonly interval80: Interval | null;
}

/** What stands over a cut. */
export interface CutHead {
  readonly title: string;
  readonly source: string;
  readonly header: string;
  /** Of the whole, year by year. */
  readonly totalTags: readonly Tag[];
  /** Of the whole in the last year. */
  readonly interval80: Interval | null;
}

/** What follows from a first and a last year: assumed where either is, else modelled. */
const between = (tags: readonly Tag[]): Tag => (tags[0] === 'assumed' || tags[LAST] === 'assumed' ? 'assumed' : 'modelled');

const endCells = (speaker: Speaker, interval: Interval | null) =>
  [0, 1].map((end) => numberCell(speaker, interval?.[end] ?? null, 1, 'modelled'));

/** Parts by year, their shares at both ends, their growth and the 80 % of the last year; rows and shares add up to the total. */
export function cutTable(speaker: Speaker, whole: Part, parts: readonly NamedPart[], at: CutHead): TableDraft {
  const { say } = speaker;
  const million = say('unit.usd-million');
  const shares = [0, LAST].map((year) => sharesOf(parts, year));
  const percent = (value: number | null) => (value === null ? null : 100 * value);
  const rows = parts.map((part, row) =>
    bodyRow([
      textCell(part.name),
      ...part.shown.map((value, year) => numberCell(speaker, value / UNITS, 1, part.tags[year] ?? 'modelled')),
      ...shares.map((year, end) => numberCell(speaker, (year[row] ?? 0) / 10, 1, part.tags[end * LAST] ?? 'modelled')),
      numberCell(speaker, percent(growthOf(part)), 2, between(part.tags)),
      ...endCells(speaker, part.interval80),
    ]),
  );
  const total = totalRow([
    textCell(say('row.total')),
    ...whole.shown.map((value, year) => numberCell(speaker, value / UNITS, 1, at.totalTags[year] ?? 'modelled')),
    ...shares.map((year, end) =>
      numberCell(speaker, year.reduce((sum, share) => sum + share, 0) / 10, 1, parts[0]?.tags[end * LAST] ?? 'modelled'),
    ),
    numberCell(speaker, percent(growthOf(whole)), 2, between(at.totalTags)),
    ...endCells(speaker, at.interval80),
  ]);
  const columns = [
    textColumn(at.header, 25),
    ...outlookYears.map((year) => numberColumn(String(year), million, 8, true)),
    numberColumn(say('column.share', { year: YEARS[0] }), '%', 6.5, true),
    numberColumn(say('column.share', { year: YEARS[1] }), '%', 6.5, true),
    numberColumn(say('column.cagr'), '%', 6.5),
    numberColumn(say('column.low-in', { year: YEARS[1] }), million, 8),
    numberColumn(say('column.high-in', { year: YEARS[1] }), million, 8),
  ];
  return { title: at.title, source: at.source, columns, rows: [...rows, total], remark: say('note.million') };
}

/** Bars of both ends of a cut. */
export function cutFigure(speaker: Speaker, parts: readonly NamedPart[], title: string): FigureDraft {
  const { say, number } = speaker;
  const told = parts.map((part) => {
    const [first, last] = endsOf(part);
    return say('figure.bar', { name: part.name, first: number(first, 1), last: number(last, 1) });
  });
  const alt = `${say('figure.bars', { from: YEARS[0], to: YEARS[1] })} ${told.join('; ')}.`;
  return { title, alt, picture: { kind: 'bars', values: [1, 1 + LAST] } };
}

/** The percentage of a part among parts in the first or the last year, as their table shows it. */
export function shareShown(parts: readonly Part[], key: string, end: 'first' | 'last'): number {
  const at = parts.findIndex((part) => part.key === key);
  return (sharesOf(parts, end === 'first' ? 0 : LAST)[at] ?? 0) / 10;
}

/** Shares of a year in tenths of a percent that add up to all of it. */
function sharesOf(parts: readonly Part[], year: number): number[] {
  const values = parts.map(({ exact }) => exact[year] ?? 0);
  return values.some((value) => value > 0) ? wholeParts(values, 1000) : values.map(() => 0);
}

/** Writes a cut with its bars. */
export function writeCut(book: Book, whole: Part, parts: readonly NamedPart[], at: CutHead): void {
  book.table(cutTable(book.speaker, whole, parts, at), [cutFigure(book.speaker, parts, at.title)]);
}
