// The participants of a study-site by number, with room for columns that other rooms know.
import { DataTable, DateText, EmptyState, type Column, type Say } from '#ui';
import type { ReactNode } from 'react';
import type { SubjectLine } from './queries.ts';
import { SubjectStatus } from './SubjectStatus.tsx';
import { useSubjectsWords } from './words.ts';

export interface SubjectTableProps {
  /** Undefined while loading. */
  readonly subjects: readonly SubjectLine[] | undefined;
  readonly error?: unknown;
  readonly onRetry?: () => void;
  /** Columns of other rooms, between status and consent. */
  readonly extra?: readonly Column<SubjectLine>[];
  readonly mayConsent: boolean;
  /** Offered where the list is empty. */
  readonly consentAction?: ReactNode;
}

function columns(say: Say, extra: readonly Column<SubjectLine>[], withArm: boolean): readonly Column<SubjectLine>[] {
  const arm: Column<SubjectLine> = {
    key: 'arm',
    header: say('arm'),
    cell: (row) => row.arm ?? say('dash'),
    sortBy: (row) => row.arm,
    width: '120px',
  };
  return [
    { key: 'number', header: say('participant'), cell: (row) => row.number, sortBy: (row) => row.number, width: '120px' },
    {
      key: 'status',
      header: say('status'),
      cell: (row) => <SubjectStatus status={row.status} look="plain" />,
      sortBy: (row) => say(`state.${row.status}`),
      width: '190px',
    },
    ...extra,
    ...(withArm ? [arm] : []),
    {
      key: 'consented',
      header: say('consentedOn'),
      cell: (row) => (row.consentedOn ? <DateText date={row.consentedOn} /> : say('dash')),
      sortBy: (row) => row.consentedOn,
      width: '130px',
    },
  ];
}

/** The list of participants. */
export function SubjectTable({ subjects, error, onRetry, extra = [], mayConsent, consentAction }: SubjectTableProps) {
  const say = useSubjectsWords();
  return (
    <DataTable
      label={say('list.label')}
      name="participants"
      columns={columns(say, extra, subjects?.some((subject) => subject.arm !== null) ?? false)}
      rows={subjects}
      rowKey={(row) => row.id}
      rowTo={(row) => `/subjects/${row.id}`}
      error={error}
      {...(onRetry ? { onRetry } : {})}
      initialSort={{ column: 'number', direction: 'up' }}
      empty={
        <EmptyState title={say('list.none')} icon="people" action={mayConsent && consentAction}>
          {say(mayConsent ? 'list.noneText' : 'list.noneReader')}
        </EmptyState>
      }
    />
  );
}
