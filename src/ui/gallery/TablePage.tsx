// Header, facts, sections and the dense table, with sample parcels.
import { useState } from 'react';
import {
  Button,
  DataTable,
  DateText,
  EmptyState,
  formatMinor,
  KeyFacts,
  MoneyText,
  PageHeader,
  SectionTabs,
  StatusWord,
  type Column,
  type Tone,
} from '../index.ts';

interface Parcel {
  readonly code: string;
  readonly to: string;
  readonly due: string;
  readonly tone: Tone;
  readonly state: string;
  readonly weight: number;
  readonly costMinor: string;
}

const states: readonly [Tone, string][] = [
  ['late', '3 days late, was due 10 Apr'],
  ['good', 'Delivered on time'],
  ['attention', 'Due in 2 days, no driver yet'],
  ['blocked', 'Held: address is incomplete'],
  ['neutral', 'Planned'],
];
const towns = [
  'Ashford, 12 Long Meadow Lane, second gate behind the old mill and left at the well',
  'Brindle',
  'Caldbeck',
  'Dunmere',
  'Elmsworth',
];

const parcels: readonly Parcel[] = Array.from({ length: 1218 }, (_, n) => {
  const [tone, state] = states[n % states.length] ?? ['neutral', ''];
  const day = String(1 + (n % 28)).padStart(2, '0');
  return {
    code: `P-${100 + n}`,
    to: towns[n % towns.length] ?? '',
    due: `2026-04-${day}`,
    tone,
    state,
    weight: (n * 37) % 90,
    costMinor: String(195_000 + n * 13_377),
  };
});

const columns: readonly Column<Parcel>[] = [
  { key: 'code', header: 'Parcel', cell: (row) => row.code, sortBy: (row) => row.code, width: '96px' },
  {
    key: 'state',
    header: 'Status',
    cell: (row) => (
      <StatusWord tone={row.tone} look="plain">
        {row.state}
      </StatusWord>
    ),
    sortBy: (row) => row.state,
  },
  { key: 'to', header: 'To', cell: (row) => row.to, cut: (row) => row.to, sortBy: (row) => row.to },
  { key: 'due', header: 'Due', cell: (row) => <DateText date={row.due} weekday />, sortBy: (row) => row.due },
  { key: 'weight', header: 'Weight', unit: 'kg', numeric: true, cell: (row) => row.weight, sortBy: (row) => row.weight },
  {
    key: 'cost',
    header: 'Cost',
    unit: 'USD',
    numeric: true,
    cell: (row) => <MoneyText amountMinor={row.costMinor} currency="USD" bare />,
    value: (row) => ({ amountMinor: row.costMinor, currency: 'USD' }),
    sortBy: (row) => BigInt(row.costMinor),
  },
];

/** The list a person works from. */
export function TablePage() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['P-102']));
  const sum = parcels.reduce((total, parcel) => total + BigInt(parcel.costMinor), 0n);
  return (
    <>
      <PageHeader
        title="Parcels of the week"
        code="2026-W15"
        crumbs={[
          { label: 'Depot North', to: '/' },
          { label: 'Weeks', to: '/' },
        ]}
        status={<StatusWord tone="late">3 late, 1 held</StatusWord>}
        lead="Everything that has to leave before Friday, the late ones first."
        more={<Button variant="default">Export</Button>}
        action={<Button>Add parcel</Button>}
      />
      <KeyFacts
        size="large"
        facts={[
          { term: 'Leaving today', value: '6', note: '2 without a driver' },
          { term: 'Cost so far', value: <MoneyText amountMinor={sum.toString()} currency="USD" />, note: '4.2% over plan' },
          { term: 'On time', value: '86%', note: '12 of 14, last week 91%' },
        ]}
      />
      <SectionTabs
        label="Parcels"
        sections={[
          { label: 'To do', to: '/', active: true, count: 1218 },
          { label: 'Delivered', to: '/pictures', active: false, count: 1204 },
          { label: 'Notes', to: '/forms', active: false },
        ]}
      />
      <DataTable
        label="Parcels to do"
        name="parcels"
        columns={columns}
        rows={parcels}
        rowKey={(row) => row.code}
        rowTo={(row) => `/parcels/${row.code}`}
        selected={selected}
        onSelect={setSelected}
        footer={{ code: 'Total', cost: formatMinor(sum.toString(), 'USD') }}
        empty={<EmptyState title="No parcels">None.</EmptyState>}
      />
    </>
  );
}
