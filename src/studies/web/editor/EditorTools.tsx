// The tools above the grid: undo, finding, adding, and what can be done to the visit and the activity under the focus.
import { Button, TextField } from '#ui';
import { newId } from '#lib';
import type { HistoryStep } from '../../rules/draft-history.ts';
import { headRows, type Books } from './cell-words.ts';
import classes from './ScheduleEditor.module.css';
import { stepBeside, type Place } from './places.ts';
import type { DraftWork } from './use-draft.ts';

export interface EditorToolsProps {
  readonly work: DraftWork;
  readonly rows: DraftWork['draft']['activities'];
  readonly books: Books;
  readonly at: Place;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  /** Moves the focus into the grid, to this place. */
  readonly onGo: (place: Place) => void;
  readonly onVisit: () => void;
  readonly onActivity: () => void;
  readonly onPaste: () => void;
}

/** The tools. */
export function EditorTools(props: EditorToolsProps) {
  const { work, rows, books, at, filter, onFilter, onGo, onPaste } = props;
  const { say } = books;
  const { history, draft, step } = work;
  const visit = draft.visits[at[1] - 1];
  const activity = rows[at[0] - headRows.length];
  const addVisit = () => {
    const place = visit ? at[1] : draft.visits.length;
    step({ kind: 'add-visit', at: place, id: newId() });
    onGo([headRows.indexOf('name'), place + 1]);
  };
  const addActivity = () => {
    const place = activity ? draft.activities.findIndex((one) => one.key === activity.key) + 1 : draft.activities.length;
    step({ kind: 'add-activity', at: place, name: say('newActivity'), group: activity?.group ?? draft.activities.at(-1)?.group ?? null });
    onFilter('');
    onGo([headRows.length + place, 0]);
  };
  return (
    <div className={classes.bar}>
      <div className={classes.tools}>
        <Tool label={say('undo')} onPress={() => step({ kind: 'undo' })} disabled={history.past.length === 0} />
        <Tool label={say('redo')} onPress={() => step({ kind: 'redo' })} disabled={history.future.length === 0} />
        <Tool label={say('addVisit')} onPress={addVisit} />
        <Tool label={say('addActivity')} onPress={addActivity} />
        <Tool label={say('paste')} onPress={onPaste} />
        <div className={classes.filter}>
          <TextField label={say('filter')} kind="search" value={filter} onChange={onFilter} name="activity-filter" />
        </div>
      </div>
      {visit && <VisitTools {...props} visit={visit} />}
      {activity && <ActivityTools {...props} activity={activity} />}
    </div>
  );
}

function Tool({ label, onPress, disabled = false }: { readonly label: string; readonly onPress: () => void; readonly disabled?: boolean }) {
  return (
    <Button variant="default" size="xs" onClick={onPress} disabled={disabled}>
      {label}
    </Button>
  );
}

function VisitTools({
  work,
  rows,
  books: { say },
  at,
  onGo,
  onVisit,
  visit,
}: EditorToolsProps & { readonly visit: DraftWork['draft']['visits'][number] }) {
  const { id } = visit;
  const name = visit.name || visit.key;
  const then = (step: HistoryStep, by: number) => () => {
    work.step(step);
    onGo([at[0], at[1] + by]);
  };
  const move = (by: number) => {
    const beside = stepBeside(work.draft, rows, at, [0, by]);
    return { onPress: beside ? then(beside, by) : () => undefined, disabled: beside === null };
  };
  return (
    <div className={classes.tools} role="group" aria-label={say('visitTools', { name })}>
      <span className={classes.quiet}>{say('visitTools', { name })}</span>
      <Tool label={say('details')} onPress={onVisit} />
      <Tool label={say('duplicate')} onPress={then({ kind: 'duplicate-visit', id, newId: newId() }, 1)} />
      <Tool label={say('left')} {...move(-1)} />
      <Tool label={say('right')} {...move(1)} />
      <Tool label={say('remove')} onPress={then({ kind: 'remove-visit', id }, 0)} />
    </div>
  );
}

function ActivityTools({
  work,
  rows,
  books: { say },
  at,
  onGo,
  onActivity,
  activity,
}: EditorToolsProps & { readonly activity: DraftWork['draft']['activities'][number] }) {
  const { key, name } = activity;
  const then = (step: HistoryStep, by: number) => () => {
    work.step(step);
    onGo([at[0] + by, at[1]]);
  };
  const move = (by: number) => {
    const beside = stepBeside(work.draft, rows, at, [by, 0]);
    return { onPress: beside ? then(beside, by) : () => undefined, disabled: beside === null };
  };
  return (
    <div className={classes.tools} role="group" aria-label={say('activityTools', { name })}>
      <span className={classes.quiet}>{say('activityTools', { name })}</span>
      <Tool label={say('details')} onPress={onActivity} />
      <Tool label={say('duplicate')} onPress={then({ kind: 'duplicate-activity', key }, 1)} />
      <Tool label={say('up')} {...move(-1)} />
      <Tool label={say('down')} {...move(1)} />
      <Tool label={say('remove')} onPress={then({ kind: 'remove-activity', key }, 0)} />
    </div>
  );
}
