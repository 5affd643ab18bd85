// A report while it is written: chapters and sections in their order, tables and figures numbered as they come, tags and sources told beneath each.
import type { Tag } from './outlook-types.ts';
import { rounded } from './report-numbers.ts';
import type { Speaker } from './report-speaker.ts';
import type {
  ReportBlock,
  ReportCell,
  ReportChapter,
  ReportColumn,
  ReportFigure,
  ReportPicture,
  ReportRow,
  ReportTable,
} from './report-types.ts';

/** A table as its author gives it. */
export interface TableDraft {
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  readonly source: string;
  /** What stands beneath besides tags and source. */
  readonly remark?: string;
}

/** A figure of the table written last. */
export interface FigureDraft {
  readonly title: string;
  readonly alt: string;
  readonly picture: ReportPicture;
}

/** Pens down chapters. Figures stand before their table. */
export class Book {
  readonly speaker: Speaker;
  readonly chapters: ReportChapter[] = [];
  #tables = 0;
  #figures = 0;

  constructor(speaker: Speaker) {
    this.speaker = speaker;
  }

  chapter(id: string, title: string): void {
    this.chapters.push({ id, number: String(this.chapters.length + 1), title, sections: [] });
  }

  section(id: string, title: string): void {
    const chapter = this.#last();
    const sections = [
      ...chapter.sections,
      { id: `${chapter.id}.${id}`, number: `${chapter.number}.${chapter.sections.length + 1}`, title, blocks: [] },
    ];
    this.chapters[this.chapters.length - 1] = { ...chapter, sections };
  }

  text(text: string): void {
    this.#add([{ kind: 'text', text }]);
  }

  points(points: readonly string[]): void {
    if (points.length > 0) this.#add([{ kind: 'points', points }]);
  }

  /** A table, with the figures that draw it before it. */
  table(draft: TableDraft, figures: readonly FigureDraft[] = []): ReportTable {
    this.#tables += 1;
    const { title, columns, rows, source } = draft;
    const id = `T${this.#tables}`;
    const note = [this.#tagsOf(draft), draft.remark, source === '' ? undefined : `${this.speaker.say('note.source')} ${source}`];
    const table: ReportTable = { id, number: this.#tables, title, columns, rows, source, note: note.filter(Boolean).join(' ') };
    this.#add([...figures.map((figure): ReportBlock => ({ kind: 'figure', figure: this.#figure(figure, id) })), { kind: 'table', table }]);
    return table;
  }

  #figure(draft: FigureDraft, tableId: string): ReportFigure {
    this.#figures += 1;
    return { id: `F${this.#figures}`, number: this.#figures, tableId, ...draft };
  }

  #last(): ReportChapter {
    const chapter = this.chapters.at(-1);
    if (!chapter) throw new Error('a section stands in a chapter');
    return chapter;
  }

  #add(blocks: readonly ReportBlock[]): void {
    const chapter = this.#last();
    const section = chapter.sections.at(-1);
    if (!section) throw new Error('a text stands in a section');
    const sections = [...chapter.sections.slice(0, -1), { ...section, blocks: [...section.blocks, ...blocks] }];
    this.chapters[this.chapters.length - 1] = { ...chapter, sections };
  }

  // The tag of most figures, and by name the figures that have another; nothing where no figure has one or a column tells each row's.
  #tagsOf({ columns, rows }: TableDraft): string | undefined {
    const { say, tag } = this.speaker;
    if (columns.some(({ header }) => header === say('column.tag'))) return undefined;
    const counts = new Map<Tag, number>();
    for (const { cells } of rows) for (const cell of cells) if (cell.tag) counts.set(cell.tag, (counts.get(cell.tag) ?? 0) + 1);
    const [most, ...others] = [...counts].toSorted((a, b) => b[1] - a[1]).map(([one]) => one);
    if (!most) return undefined;
    if (others.length === 0) return say('note.tag', { tag: tag(most) });
    const told = others
      .map((other) => say('note.tag-where', { tag: tag(other), where: placesOf(columns, rows, other, most).join(', ') }))
      .join('; ');
    return say('note.tags', { tag: tag(most), others: told });
  }
}

// A header without its unit.
const headOf = ({ header }: ReportColumn) => header.split(',')[0] ?? header;

/** Where figures of a tag stand: a column by its header where all of its parts have the tag, else row by row. `most` is told of no place. */
function placesOf(columns: readonly ReportColumn[], rows: readonly ReportRow[], tag: Tag, most: Tag): string[] {
  const has = ({ cells }: ReportRow, at: number) => cells[at]?.tag === tag;
  const whole = columns.map((_, at) => {
    const tagged = rows.filter(({ cells }) => cells[at]?.tag);
    const parts = tagged.filter(({ isTotal }) => !isTotal);
    const isOfTotal = tagged.every((row) => !row.isTotal || row.cells[at]?.tag !== most);
    return parts.length > 0 && parts.every((row) => has(row, at)) && isOfTotal;
  });
  const single = rows.flatMap((row) => {
    const heads = columns.flatMap((column, at) => (has(row, at) && !whole[at] ? [headOf(column)] : []));
    const name = row.cells[0]?.text ?? '';
    return heads.length === 0 ? [] : [heads.join('/') === name ? name : `${name} ${heads.join('/')}`];
  });
  return [...columns.flatMap((column, at) => (whole[at] ? [headOf(column)] : [])), ...single];
}

/** A cell of words. */
export const textCell = (text: string): ReportCell => ({ text, value: null });

/** A number with its tag; a dash where there is none. */
export function numberCell(speaker: Speaker, value: number | null, digits: number, tag: Tag): ReportCell {
  if (value === null) return textCell('–');
  // What is shown is what is kept, so that every reader has the same number.
  const shown = rounded(value, digits);
  return { text: speaker.number(shown, digits), value: shown, digits, tag };
}

export const textColumn = (header: string, width: number): ReportColumn => ({ header, unit: null, width, isNumber: false, adds: false });

export const numberColumn = (header: string, unit: string, width: number, adds = false): ReportColumn => ({
  header,
  unit,
  width,
  isNumber: true,
  adds,
});

export const bodyRow = (cells: readonly ReportCell[], source: string | null = null): ReportRow => ({ cells, isTotal: false, source });

export const totalRow = (cells: readonly ReportCell[], source: string | null = null): ReportRow => ({ cells, isTotal: true, source });
