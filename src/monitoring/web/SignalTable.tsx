// Signals as rows: what stands out where, how far, and where each stands.
import type { ReactNode } from 'react';
import { DataTable, DateText, StatusWord, useLanguage, type Column, type Say, type Tone } from '#ui';
import { findingInWords, placeName } from './in-figures.ts';
import { useIndicatorWords } from './indicator-words.ts';
import type { Signal } from './queries.ts';

const tones: Readonly<Record<Signal['state'], Tone>> = {
  new: 'attention',
  'being-looked-at': 'neutral',
  explained: 'neutral',
  'acted-on': 'neutral',
  closed: 'good',
};

/** Where a signal stands, in words. */
export function SignalStatus({ state, look = 'tinted' }: { readonly state: Signal['state']; readonly look?: 'plain' | 'tinted' }) {
  const say = useIndicatorWords();
  return (
    <StatusWord tone={tones[state]} look={look}>
      {say(`state.${state}`)}
    </StatusWord>
  );
}

export interface SignalTableProps {
  readonly label: string;
  /** Given where the page is about this list: its tools. */
  readonly name?: string;
  readonly rows: readonly Signal[] | undefined;
  readonly empty: ReactNode;
  readonly error?: unknown;
  readonly onRetry?: () => void;
}

/** The rows; each leads to its signal. */
export function SignalTable(props: SignalTableProps) {
  const say = useIndicatorWords();
  const language = useLanguage();
  return <DataTable {...props} columns={columns(say, language)} rowKey={(row) => row.id} rowTo={(row) => `/signals/${row.id}`} />;
}

function columns(say: Say, language: string): readonly Column<Signal>[] {
  return [
    { key: 'place', header: say('place'), cell: placeName, sortBy: placeName },
    {
      key: 'indicator',
      header: say('indicatorTitle'),
      cell: (row) => say(`name.${row.indicator}`),
      sortBy: (row) => say(`name.${row.indicator}`),
    },
    {
      key: 'away',
      header: say('atOpening'),
      cell: (row) => findingInWords(row, say, language),
      sortBy: (row) => Math.abs(row.score),
      width: '260px',
    },
    {
      key: 'opened',
      header: say('openedOn'),
      cell: (row) => <DateText date={row.openedOn} />,
      value: (row) => row.openedOn,
      width: '130px',
    },
    {
      key: 'owner',
      header: say('owner'),
      cell: (row) => row.ownerName ?? say('nobody'),
      sortBy: (row) => row.ownerName ?? '',
      width: '170px',
    },
    {
      key: 'state',
      header: say('standing'),
      cell: (row) => <SignalStatus state={row.state} look="plain" />,
      value: (row) => say(`state.${row.state}`),
      width: '180px',
    },
  ];
}
