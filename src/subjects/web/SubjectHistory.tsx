// How a participant came here: every step with its date, reason and source, newest first; and the milestones.
import { useState } from 'react';
import { Button, DataTable, DateText, formatDate, InstantText, KeyFacts, useLanguage, type Column, type Say } from '#ui';
import { MilestoneDrawer } from './MilestoneDrawer.tsx';
import type { Subject } from './queries.ts';
import { reasonInWords } from './reason-words.ts';
import { SubjectStatus } from './SubjectStatus.tsx';
import { useSubjectsWords } from './words.ts';

type Step = Subject['history'][number];

export interface SubjectHistoryProps {
  readonly subject: Subject;
  readonly timeZone: string;
}

/** Milestones as facts, then the steps. */
export function SubjectHistory({ subject, timeZone }: SubjectHistoryProps) {
  const say = useSubjectsWords();
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {subject.milestones.length > 0 && (
        <KeyFacts
          facts={subject.milestones.map((milestone) => ({
            term: say(`milestone.${milestone.kind}`),
            value: <DateText date={milestone.on} weekday />,
          }))}
        />
      )}
      {subject.can.reachMilestone && (
        <p style={{ margin: '12px 0' }}>
          <Button variant="default" size="xs" onClick={() => setOpen(true)}>
            {say('milestone.open')}
          </Button>
          <MilestoneDrawer subject={subject} opened={isOpen} onClose={() => setOpen(false)} />
        </p>
      )}
      <DataTable
        label={say('history.title')}
        columns={columns(say, timeZone, language)}
        rows={[...subject.history].sort((a, b) => b.step - a.step)}
        rowKey={(row) => String(row.step)}
        empty=""
      />
    </>
  );
}

function note(step: Step, say: Say, language: string): string {
  return [
    step.reason === null ? null : reasonInWords(step.reason, say),
    step.withdrawnFrom.length > 0
      ? say('history.withdrewFrom', { parts: step.withdrawnFrom.map((part) => say(`advance.${part}`)).join(', ') })
      : null,
    step.lastDoseOn ? say('history.lastDose', { on: formatDate(step.lastDoseOn, { language }) }) : null,
    step.source === 'imported' ? say('imported') : null,
  ]
    .filter((part) => part !== null)
    .join('; ');
}

const columns = (say: Say, timeZone: string, language: string): readonly Column<Step>[] => [
  {
    key: 'on',
    header: say('history.on'),
    cell: (row) => (row.on ? <DateText date={row.on} weekday /> : say('history.unknown')),
    width: '150px',
  },
  { key: 'status', header: say('history.status'), cell: (row) => <SubjectStatus status={row.to} look="plain" />, width: '200px' },
  { key: 'reason', header: say('history.reason'), cell: (row) => note(row, say, language), cut: (row) => note(row, say, language) },
  {
    key: 'recorded',
    header: say('history.recorded'),
    cell: (row) => <InstantText at={row.recordedAt} timeZone={timeZone} />,
    width: '200px',
  },
];
