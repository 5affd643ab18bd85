// The grid that is written in: visits across under their epochs, activities down, walked with the arrow keys, typed into, marked with Space.
import { useEffect, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { ScrollRegion } from '#ui';
import type { DraftFinding } from '../../rules/draft-findings.ts';
import type { HistoryStep } from '../../rules/draft-history.ts';
import type { DraftVisit, ScheduleDraft } from '../../rules/schedule-draft.ts';
import { findingWords, findingsByCell, headRows, headText, typedRows, type Books, type HeadRow } from './cell-words.ts';
import classes from './EditorGrid.module.css';
import { settledPlace, stepBeside, type Place } from './places.ts';

export interface EditorGridProps {
  readonly draft: ScheduleDraft;
  /** The activities shown, in order. */
  readonly rows: ScheduleDraft['activities'];
  readonly findings: readonly DraftFinding[];
  readonly books: Books;
  readonly at: Place;
  readonly onMove: (at: Place) => void;
  /** Counts up when the focus is to follow `at`. */
  readonly focusTurn: number;
  readonly step: (step: HistoryStep) => void;
  readonly onDetails: () => void;
  readonly onFilter: (first: string) => void;
  readonly onPaste: (text: string) => void;
}

const headCount = headRows.length;

const MOVES: Readonly<Record<string, Place>> = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

/** What the cell holds as text to be typed over. */
function typedText(draft: ScheduleDraft, rows: EditorGridProps['rows'], [row, column]: Place): string | null {
  const visit = draft.visits[column - 1];
  const head = headRows[row];
  if (head) return visit && typedRows.includes(head) ? visit[head as 'key'] : null;
  const activity = rows[row - headCount];
  if (!activity) return null;
  if (column === 0) return activity.name;
  if (!visit || !Object.hasOwn(visit.marks, activity.key)) return '';
  return visit.marks[activity.key] === null ? 'X' : String(visit.marks[activity.key]);
}

/** The step that typing a text into a cell means. */
function typedStep(draft: ScheduleDraft, rows: EditorGridProps['rows'], [row, column]: Place, text: string): HistoryStep | null {
  const visit = draft.visits[column - 1];
  const head = headRows[row];
  if (head && visit) {
    if (head === 'when') return { kind: 'type-when', id: visit.id, text };
    return { kind: 'set-visit', id: visit.id, fields: { [head]: text.trim() } };
  }
  const activity = rows[row - headCount];
  if (!activity) return null;
  if (column === 0) return { kind: 'set-activity', key: activity.key, fields: { name: text.trim() } };
  if (!visit) return null;
  const days = /^\d{1,4}$/.test(text.trim()) ? Number(text) : null;
  return { kind: 'mark', id: visit.id, activity: activity.key, on: text.trim() !== '' && days !== 0, validDays: days === 0 ? null : days };
}

/** The grid. */
export function EditorGrid(props: EditorGridProps) {
  const { draft, rows, books, at, onMove, focusTurn, step, onDetails, onFilter, onPaste } = props;
  const table = useRef<HTMLTableElement>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const cells = useMemo(() => findingsByCell(props.findings), [props.findings]);
  useEffect(() => {
    if (focusTurn > 0) table.current?.querySelector<HTMLElement>(`[data-at="${at[0]} ${at[1]}"]`)?.focus();
    // The focus follows a turn, not every move of the pointer.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [focusTurn]);
  const go = (place: Place) => {
    const settled = settledPlace(place, rows.length, draft.visits.length);
    // At once: the next key already belongs to the next cell.
    flushSync(() => onMove(settled));
    table.current?.querySelector<HTMLElement>(`[data-at="${settled[0]} ${settled[1]}"]`)?.focus();
  };
  const commit = (text: string, move: Place | null) => {
    const typed = typedStep(draft, rows, at, text);
    flushSync(() => {
      if (typed && text !== typedText(draft, rows, at)) step(typed);
      setEditing(null);
    });
    if (move) go([at[0] + move[0], at[1] + move[1]]);
  };
  const press = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const isMark = at[0] >= headCount && at[1] > 0;
    const move = MOVES[key];
    const text = typedText(draft, rows, at);
    if (move && altKey) {
      const beside = stepBeside(draft, rows, at, move);
      if (beside) {
        step(beside);
        go([at[0] + move[0], at[1] + move[1]]);
      }
    } else if (move && !ctrlKey && !metaKey) go([at[0] + move[0], at[1] + move[1]]);
    else if (key === 'Home') go([at[0], 0]);
    else if (key === 'End') go([at[0], draft.visits.length]);
    else if (key === 'Enter' || key === 'F2') {
      if (text === null) onDetails();
      else setEditing(text);
    } else if ((key === ' ' || key.toLowerCase() === 'x') && isMark && !ctrlKey && !metaKey) toggleMark(draft, rows, at, step);
    else if ((key === 'Delete' || key === 'Backspace') && text !== null && at[1] > 0) {
      const cleared = typedStep(draft, rows, at, '');
      if (cleared) step(cleared);
    } else if (key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey) {
      if (isMark) onFilter(key);
      else if (text !== null) setEditing(key);
      else return;
    } else return;
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (editing !== null || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    onPaste(text);
  };
  const cellOf = (row: number, column: number): CellProps => {
    const isHere = at[0] === row && at[1] === column;
    return {
      place: [row, column],
      isHere,
      editing: isHere ? editing : null,
      onFocus: () => isHere || onMove([row, column]),
      onEdit: setEditing,
      onCommit: commit,
      onCancel: () => {
        flushSync(() => setEditing(null));
        go(at);
      },
      onOpen: () => {
        const text = typedText(draft, rows, [row, column]);
        if (text === null) onDetails();
        else setEditing(text);
      },
    };
  };
  const heading = (head: HeadRow, row: number) => (
    <tr key={head} className={classes.head} data-row={head}>
      <th scope="row">{books.say(`row.${head}`)}</th>
      {draft.visits.map((visit, place) => (
        <HeadCell key={visit.id} {...cellOf(row, place + 1)} found={cells.get(`visit ${visit.id} ${head}`)} books={books}>
          {headText(head, visit, draft, books)}
        </HeadCell>
      ))}
    </tr>
  );
  return (
    <ScrollRegion label={books.say('grid')} className={classes.frame}>
      {/* A matrix that is walked with the arrow keys is a grid, which has no tag of its own. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table ref={table} className={classes.grid} role="grid" aria-label={books.say('grid')} onPaste={paste}>
        <Epochs draft={draft} books={books} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody onKeyDown={editing === null ? press : undefined}>
          {headRows.map(heading)}
          {rows.map((activity, index) => (
            <ActivityRow
              key={activity.key}
              activity={activity}
              isFirst={activity.group !== null && activity.group !== rows[index - 1]?.group}
              visits={draft.visits}
              found={cells.get(`activity ${activity.key} name`)}
              books={books}
              cellAt={(column) => cellOf(headCount + index, column)}
            />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface ActivityRowProps {
  readonly activity: ScheduleDraft['activities'][number];
  /** Whether it begins a group, whose name then stands above its own. */
  readonly isFirst: boolean;
  readonly visits: ScheduleDraft['visits'];
  readonly found: readonly DraftFinding[] | undefined;
  readonly books: Books;
  readonly cellAt: (column: number) => CellProps;
}

function ActivityRow({ activity, isFirst, visits, found, books, cellAt }: ActivityRowProps) {
  return (
    <tr data-activity={activity.key} data-first={isFirst || undefined}>
      <HeadCell {...cellAt(0)} found={found} books={books} isName group={isFirst ? activity.group : null}>
        {activity.name}
      </HeadCell>
      {visits.map((visit, place) => (
        <MarkCell key={visit.id} {...cellAt(place + 1)} visit={visit} activity={activity.key} name={activity.name} books={books} />
      ))}
    </tr>
  );
}

function toggleMark(draft: ScheduleDraft, rows: EditorGridProps['rows'], at: Place, step: EditorGridProps['step']): void {
  const [visit, activity] = [draft.visits[at[1] - 1], rows[at[0] - headCount]];
  if (visit && activity) step({ kind: 'mark', id: visit.id, activity: activity.key, on: !Object.hasOwn(visit.marks, activity.key) });
}

function Epochs({ draft, books }: Pick<EditorGridProps, 'draft' | 'books'>) {
  const spans: { readonly key: string; readonly name: string; count: number }[] = [];
  for (const { id, epoch } of draft.visits) {
    const name = draft.epochs.find((one) => one.key === epoch)?.name ?? books.say('noEpoch');
    const last = spans.at(-1);
    if (last?.name === name) last.count++;
    else spans.push({ key: id, name, count: 1 });
  }
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.corner}>
          {books.say('corner')}
        </th>
        {spans.map((span) => (
          <th key={span.key} scope="colgroup" colSpan={span.count}>
            {span.name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface CellProps {
  readonly place: Place;
  readonly isHere: boolean;
  readonly editing: string | null;
  readonly onFocus: () => void;
  readonly onEdit: (text: string) => void;
  /** Without a move the focus stays where the person put it. */
  readonly onCommit: (text: string, move: Place | null) => void;
  readonly onCancel: () => void;
  readonly onOpen: () => void;
}

function CellInput({ editing, onEdit, onCommit, onCancel, label }: CellProps & { readonly label: string }) {
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const text = event.currentTarget.value;
    if (event.key === 'Enter') onCommit(text, [1, 0]);
    else if (event.key === 'Tab') onCommit(text, [0, event.shiftKey ? -1 : 1]);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      className={classes.input}
      value={editing ?? ''}
      aria-label={label}
      // The cell was opened by a key, and the key after it belongs to the text.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      onChange={(event) => onEdit(event.currentTarget.value)}
      onKeyDown={press}
      onBlur={(event) => onCommit(event.currentTarget.value, null)}
    />
  );
}

interface HeadCellProps extends CellProps {
  readonly found: readonly DraftFinding[] | undefined;
  readonly books: Books;
  readonly isName?: boolean;
  readonly group?: string | null;
  readonly children: string;
}

function HeadCell({ found = [], books, isName = false, group = null, children, ...cell }: HeadCellProps) {
  const { place, isHere, editing, onFocus, onOpen } = cell;
  const sentence = found.map((finding) => findingWords(finding, books)).join(' ');
  const gravest = found.find(({ level }) => level !== 'look')?.level ?? found[0]?.level;
  const Tag = isName ? 'th' : 'td';
  return (
    <Tag
      {...(isName ? { scope: 'row' as const } : {})}
      data-at={`${place[0]} ${place[1]}`}
      data-level={gravest}
      aria-invalid={gravest !== undefined && gravest !== 'look' ? true : undefined}
      tabIndex={isHere ? 0 : -1}
      title={sentence || children}
      onFocus={onFocus}
      onDoubleClick={onOpen}
    >
      {group !== null && <span className={classes.group}>{group}</span>}
      {editing === null ? children : <CellInput {...cell} label={children} />}
      {sentence !== '' && editing === null && <span className="sw-hidden">. {sentence}</span>}
    </Tag>
  );
}

interface MarkCellProps extends CellProps {
  readonly visit: DraftVisit;
  readonly activity: string;
  readonly name: string;
  readonly books: Books;
}

function MarkCell({ visit, activity, name, books, ...cell }: MarkCellProps) {
  const { place, isHere, editing, onFocus, onOpen } = cell;
  const isOn = Object.hasOwn(visit.marks, activity);
  const days = visit.marks[activity] ?? null;
  return (
    // The row's and the column's header name the cell.
    // oxlint-disable-next-line jsx-a11y/control-has-associated-label
    <td data-at={`${place[0]} ${place[1]}`} data-mark tabIndex={isHere ? 0 : -1} onFocus={onFocus} onDoubleClick={onOpen}>
      {editing !== null ? (
        <CellInput {...cell} label={books.say('edit', { what: name, name: visit.name })} />
      ) : (
        isOn && (
          <>
            <span aria-hidden>{days === null ? 'X' : `X ${days}`}</span>
            <span className="sw-hidden">{books.say(days === null ? 'done' : 'doneValid', { count: days ?? 0 })}</span>
          </>
        )
      )}
    </td>
  );
}
