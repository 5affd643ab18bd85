// A schedule pasted from a spreadsheet: what was understood, and every cell that was not, by its place.
import { type HeaderRole, isMark, labelledRole, likelyRole, noteOf } from './pasted-header.ts';
import { pastedCells } from './pasted-cells.ts';
import { splitWhen } from './typed-split.ts';
import { readWhen, readWindow, typedWindow } from './typed-timing.ts';

/** A column as it was understood; `when` and `window` as typed. */
export interface PastedVisit {
  readonly key: string;
  readonly name: string;
  readonly when: string;
  readonly window: string;
  readonly epoch: string;
}

export interface PastedActivity {
  readonly name: string;
  readonly group: string | null;
  /** Places of the visits at which it is done. */
  readonly visits: readonly number[];
}

/** A cell that needs a look. Rows and columns are counted from 1, as a spreadsheet does without its empty ones. */
export interface PasteRemark {
  readonly code:
    | 'not-understood'
    | 'note-dropped'
    | 'day-unreadable'
    | 'window-unreadable'
    | 'counts-from-zero'
    | 'nameless'
    | 'row-dropped'
    | 'turned';
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export interface PastedGrid {
  readonly visits: readonly PastedVisit[];
  readonly activities: readonly PastedActivity[];
  readonly remarks: readonly PasteRemark[];
}

type Rows = readonly (readonly string[])[];

function turned(rows: Rows): string[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ''));
}

/** Visits stand in rows when the first row names what columns are and the first column does not. */
function isTurned(rows: Rows): boolean {
  const head = (cells: readonly string[]) =>
    new Set(
      cells
        .slice(0, 6)
        .map((cell) => labelledRole(cell))
        .filter((role) => role !== null),
    ).size;
  return head((rows[0] ?? []).slice(0, 6)) >= 2 && head(rows.slice(0, 6).map((row) => row[0] ?? '')) < 2;
}

/** The first row whose cells are marks; a heading of a group right before it belongs to the rows below. */
function firstActivityRow(rows: Rows): number {
  const at = rows.findIndex((row) => {
    const cells = row.slice(1).filter((cell) => cell !== '');
    return row[0] !== '' && labelledRole(row[0] ?? '') === null && cells.length > 0 && cells.filter(isMark).length / cells.length > 0.5;
  });
  if (at < 0) return rows.length;
  const isHeading = (row: readonly string[] | undefined) =>
    row !== undefined && row[0] !== '' && labelledRole(row[0] ?? '') === null && row.slice(1).every((cell) => cell === '');
  let first = at;
  while (first > 1 && isHeading(rows[first - 1])) first--;
  return first;
}

/** Header rows by what they say; the label decides where two would be the same. */
function headerOf(rows: Rows): { readonly roles: HeaderRole[] } {
  const roles: (HeaderRole | null)[] = rows.map((row) => labelledRole(row[0] ?? ''));
  const taken = new Set(roles.filter((role): role is HeaderRole => role !== null));
  const seen = new Set<HeaderRole>();
  const settled = roles.map((role, at) => {
    if (role !== null && !seen.has(role)) {
      seen.add(role);
      return role;
    }
    const guessed = likelyRole((rows[at] ?? []).slice(1), taken);
    taken.add(guessed);
    return guessed;
  });
  return { roles: settled };
}

function rowOf(rows: Rows, roles: readonly HeaderRole[], role: HeaderRole): readonly string[] {
  return rows[roles.indexOf(role)] ?? [];
}

/** Epochs span columns: in a spreadsheet only the first of merged cells holds the text. */
function spread(cells: readonly string[]): string[] {
  let last = '';
  return cells.map((cell, column) => (column === 0 ? cell : (last = cell || last)));
}

const oneLine = (cell: string | undefined) => (cell ?? '').replaceAll(/\s+/g, ' ').trim();

/** Cells of the header that nothing was made of: rows that are none of ours, columns without a visit, weeks beside days. */
function unused(header: Rows, roles: readonly HeaderRole[], columns: readonly number[], offset: number): PasteRemark[] {
  const hasDays = roles.includes('when');
  return header.flatMap((row, at) => {
    const role = roles[at] ?? 'unknown';
    const isRead = role !== 'unknown' && roles.indexOf(role) === at && !(role === 'week' && hasDays);
    return row.flatMap((text, column): PasteRemark[] => {
      // The corner names the table; every other label says what its row is.
      const isTold = column === 0 ? at === 0 || labelledRole(text) !== null : isRead && columns.includes(column);
      const code = column === 0 ? 'not-understood' : 'row-dropped';
      return text === '' || isTold ? [] : [{ code, row: offset + at + 1, column: column + 1, text }];
    });
  });
}

function readVisits(
  header: Rows,
  offset: number,
): { readonly visits: PastedVisit[]; readonly columns: number[]; readonly remarks: PasteRemark[] } {
  const { roles } = headerOf(header);
  const [names, keys, whens, weeks, windows] = (['name', 'key', 'when', 'week', 'window'] as const).map((role) =>
    rowOf(header, roles, role),
  );
  const epochs = spread(rowOf(header, roles, 'epoch'));
  const remarks: PasteRemark[] = [];
  const remark = (code: PasteRemark['code'], role: HeaderRole, column: number, text: string) =>
    remarks.push({ code, row: offset + roles.indexOf(role) + 1, column: column + 1, text });
  const width = header[0]?.length ?? 0;
  const columns = Array.from({ length: width - 1 }, (_, at) => at + 1).filter((column) =>
    [names, keys, whens, weeks, windows].some((row) => row?.[column]),
  );
  remarks.push(...unused(header, roles, columns, offset));
  const countsFromZero = columns.some((column) =>
    /^(?:d|day|study day|dia|week|w|semana)? ?0$/i.test(oneLine(whens?.[column]) || oneLine(weeks?.[column])),
  );
  const visits = columns.map((column, place): PastedVisit => {
    const week = oneLine(weeks?.[column]);
    const typed = oneLine(whens?.[column]) || (/^-?\d+(\.\d+)?$/.test(week) ? `Week ${week}` : week);
    const { when: day, window: inside } = splitWhen(typed);
    const window = oneLine(windows?.[column]);
    const when = countsFromZero ? elapsedWhen(day) : day;
    if (countsFromZero && when !== day) remark('counts-from-zero', roles.includes('when') ? 'when' : 'week', column, day);
    if (inside && !isEmptyWindow(window)) remark('row-dropped', 'when', column, typed);
    if (window !== '' && !isEmptyWindow(window) && !readWindow(window).ok) remark('window-unreadable', 'window', column, window);
    const key = oneLine(keys?.[column])
      .replace(/^(?:visita?|v) ?(?=\d)/i, 'V')
      .replace(/^(?=\d)/, 'V');
    const name = oneLine(names?.[column]) || key || typed;
    if (name === '') remark('nameless', 'name', column, '');
    return {
      key: key || `V${place + 1}`,
      name: name || `V${place + 1}`,
      when,
      window: isEmptyWindow(window) ? (inside ? typedWindow(inside) : '') : window,
      epoch: oneLine(epochs[column]),
    };
  });
  visits.forEach(({ when }, at) => {
    if (when !== '' && !readWhen(when, visits).ok)
      remark('day-unreadable', roles.includes('when') ? 'when' : 'week', columns[at] ?? 0, when);
  });
  return { visits, columns, remarks };
}

const isEmptyWindow = (text: string) => /^(?:|-|–|—|n\/?a|none|ninguna)$/i.test(text);

/** Where a table counts from Day 0, a positive day is elapsed time and Day 0 is our Day 1. */
function elapsedWhen(when: string): string {
  const [, zero] = /^(?:d|day|study day|dia|week|w|semana)? ?(0)$/i.exec(when) ?? [];
  if (zero !== undefined) return 'Day 1';
  const [, day] = /^(?:d|day|study day|dia)? ?(\d+)$/i.exec(when) ?? [];
  return day === undefined ? when : `+${day} d`;
}

function readActivities(
  rows: Rows,
  columns: readonly number[],
  offset: number,
): { readonly activities: PastedActivity[]; readonly remarks: PasteRemark[] } {
  const remarks: PasteRemark[] = [];
  const activities: PastedActivity[] = [];
  let group: string | null = null;
  rows.forEach((row, at) => {
    const place = { row: offset + at + 1 };
    const name = oneLine(row[0]);
    const cells = row.slice(1);
    if (cells.every((cell) => cell === '')) {
      group = name || null;
      return;
    }
    const visits: number[] = [];
    row.forEach((text, column) => {
      if (column === 0 || text === '') return;
      const visit = columns.indexOf(column);
      if (visit < 0 || !isMark(text)) return remarks.push({ code: 'not-understood', ...place, column: column + 1, text });
      visits.push(visit);
      if (noteOf(text) !== '') remarks.push({ code: 'note-dropped', ...place, column: column + 1, text });
    });
    if (name === '') remarks.push({ code: 'nameless', ...place, column: 1, text: cells.filter((cell) => cell !== '').join(' ') });
    activities.push({ name: name || `Row ${place.row}`, group, visits });
  });
  return { activities, remarks };
}

/** Reads a pasted grid. Null where the text holds no grid or is far too large. Every cell is either in what is answered or in a remark. */
export function readPastedGrid(text: string): PastedGrid | null {
  const cells = pastedCells(text);
  if (!cells || cells.length < 1 || (cells[0]?.length ?? 0) < 2) return null;
  const wasTurned = isTurned(cells);
  const rows = wasTurned ? turned(cells) : cells;
  const first = firstActivityRow(rows);
  const { visits, columns, remarks } = readVisits(rows.slice(0, first), 0);
  if (visits.length === 0) return null;
  const below = readActivities(rows.slice(first), columns, first);
  return {
    visits,
    activities: below.activities,
    remarks: [
      ...(wasTurned ? [{ code: 'turned', row: 1, column: 1, text: cells[0]?.[0] ?? '' } as const] : []),
      ...remarks,
      ...below.remarks,
    ],
  };
}
