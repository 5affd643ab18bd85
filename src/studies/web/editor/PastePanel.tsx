// Pasting a grid from a spreadsheet: what was understood is shown before anything is used, and every doubtful cell by its place.
import { useMemo, useState } from 'react';
import { newId } from '#lib';
import { Button, ChoiceField, ConfirmPreview, DataTable, LongTextField, StatusWord } from '#ui';
import type { HistoryStep } from '../../rules/draft-history.ts';
import { pasteInto } from '../../rules/paste-draft.ts';
import { readPastedGrid, type PastedGrid } from '../../rules/pasted-grid.ts';
import type { ScheduleDraft } from '../../rules/schedule-draft.ts';
import type { Books } from './cell-words.ts';
import classes from './ScheduleEditor.module.css';

export interface PastePanelProps {
  readonly draft: ScheduleDraft;
  /** What was pasted into the grid; more can be pasted into the field. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly books: Books;
  readonly step: (step: HistoryStep) => void;
  readonly onClose: () => void;
}

/** Whether a draft holds so little that a pasted grid should take its place. */
const isBare = (draft: ScheduleDraft) => draft.activities.length === 0 && draft.visits.length <= 1;

/** The panel in the place of the grid. */
export function PastePanel({ draft, text, onText, books, step, onClose }: PastePanelProps) {
  const { say } = books;
  const [how, setHow] = useState<'replace' | 'add'>(isBare(draft) ? 'replace' : 'add');
  const grid = useMemo(() => (text.trim() === '' ? null : readPastedGrid(text)), [text]);
  const use = () => {
    if (!grid) return;
    step({ kind: 'replace', draft: pasteInto(draft, grid, how, newId) });
    onClose();
  };
  return (
    <section aria-label={say('pasted.title')} className={classes.panel}>
      <h2 className={classes.heading}>{say('pasted.title')}</h2>
      <LongTextField label={say('pasted.field')} hint={say('pasted.hint')} value={text} onChange={onText} rows={grid ? 3 : 8} />
      {text.trim() !== '' && !grid && (
        <StatusWord tone="blocked" look="plain">
          {say('pasted.nothing')}
        </StatusWord>
      )}
      {!grid && (
        <Button variant="default" onClick={onClose}>
          {say('visit.done')}
        </Button>
      )}
      {grid && (
        <>
          <Understood grid={grid} books={books} />
          <ConfirmPreview title={understoodWords(grid, books)} confirmLabel={say('pasted.use')} onConfirm={use} onCancel={onClose}>
            <ChoiceField
              label={say('pasted.how')}
              value={how}
              onChange={(value) => setHow(value === 'add' ? 'add' : 'replace')}
              choices={(['replace', 'add'] as const).map((value) => ({ value, label: say(`pasted.${value}`) }))}
            />
          </ConfirmPreview>
        </>
      )}
    </section>
  );
}

function understoodWords(grid: PastedGrid, { say }: Books): string {
  const marks = grid.activities.reduce((total, activity) => total + activity.visits.length, 0);
  return say('pasted.understood', { visits: grid.visits.length, activities: grid.activities.length, marks });
}

function Understood({ grid, books: { say } }: { readonly grid: PastedGrid; readonly books: Books }) {
  return (
    <>
      <DataTable
        label={say('pasted.visits')}
        columns={[
          { key: 'key', header: say('row.key'), cell: (row) => row.key },
          { key: 'name', header: say('row.name'), cell: (row) => row.name },
          { key: 'when', header: say('row.when'), cell: (row) => row.when },
          { key: 'window', header: say('row.window'), cell: (row) => row.window },
          { key: 'epoch', header: say('row.epoch'), cell: (row) => row.epoch },
        ]}
        rows={grid.visits}
        rowKey={(row) => String(grid.visits.indexOf(row))}
        empty=""
        maxHeight="320px"
      />
      {grid.activities.length > 0 && (
        <DataTable
          label={say('pasted.activities')}
          columns={[
            { key: 'group', header: say('activity.group'), cell: (row) => row.group ?? '' },
            { key: 'name', header: say('activity.name'), cell: (row) => row.name },
            { key: 'visits', header: say('pasted.marksOf'), cell: (row) => row.visits.map((at) => grid.visits[at]?.key).join(', ') },
          ]}
          rows={grid.activities}
          rowKey={(row) => String(grid.activities.indexOf(row))}
          empty=""
          maxHeight="320px"
        />
      )}
      <h3 className={classes.small}>
        {grid.remarks.length === 0 ? say('pasted.noRemarks') : say('pasted.remarks', { count: grid.remarks.length })}
      </h3>
      {grid.remarks.length > 0 && (
        <DataTable
          label={say('pasted.remarks', { count: grid.remarks.length })}
          columns={[
            { key: 'cell', header: say('findings.where'), cell: ({ row, column }) => say('pasted.cell', { row, column }) },
            { key: 'text', header: say('pasted.text'), cell: (row) => row.text },
            { key: 'what', header: say('pasted.what'), cell: (row) => say(`pasted.remark.${row.code}`) },
          ]}
          rows={grid.remarks}
          rowKey={(row) => String(grid.remarks.indexOf(row))}
          empty=""
          maxHeight="240px"
        />
      )}
    </>
  );
}
