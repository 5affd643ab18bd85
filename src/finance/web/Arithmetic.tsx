// The arithmetic of a line step by step, and what went into it, in the reader's words.
import type { ReactNode } from 'react';
import { DataTable, DateText, KeyFacts, MoneyText, useLanguage, type Column, type Fact, type Say } from '#ui';
import { visitNameOfLine } from './line-words.ts';
import classes from './money.module.css';
import type { WhyLine } from './queries.ts';
import { stepInWords, type Step } from './step-words.ts';

interface Props {
  readonly line: WhyLine;
  readonly say: Say;
}

/** The steps and the inputs under their headings. */
export function Arithmetic({ line, say }: Props) {
  return (
    <>
      <h2 className={classes.heading}>{say('arithmetic')}</h2>
      <Steps line={line} say={say} />
      <h2 className={classes.heading}>{say('inputs')}</h2>
      <Inputs line={line} say={say} />
    </>
  );
}

type Row = Step & { readonly at: number };

function Steps({ line, say }: Props) {
  const language = useLanguage();
  const { currency, steps } = line.why;
  const columns: readonly Column<Row>[] = [
    { key: 'name', header: say('step'), cell: (row) => say(`steps.${row.kind}`), width: '150px' },
    { key: 'text', header: say('calculation'), cell: (row) => stepInWords(row, line, say, language) },
    {
      key: 'amount',
      header: say('amount'),
      unit: currency,
      numeric: true,
      cell: (row) => <MoneyText amountMinor={row.amountMinor} currency={currency} bare />,
      width: '140px',
    },
  ];
  return (
    <DataTable
      label={say('arithmetic')}
      columns={columns}
      rows={steps.map((step, at) => ({ ...step, at }))}
      rowKey={(row) => String(row.at)}
      empty={null}
      footer={{
        name: say('thisLine'),
        text: say(`kind.${line.kind}`),
        amount: <MoneyText amountMinor={line.amountMinor} currency={currency} bare />,
      }}
    />
  );
}

function Inputs({ line, say }: Props) {
  const { inputs, currency } = line.why;
  const { visitKey, termKey, trigger, activityKey } = inputs;
  const fact = (key: string, value: ReactNode): Fact[] => (value ? [{ term: say(`input.${key}`), value }] : []);
  const day = (key: 'serviceDate' | 'submitBy' | 'failedOn' | 'screenedOn' | 'wentLiveOn') =>
    fact(key, inputs[key] && <DateText date={inputs[key]} weekday />);
  return (
    <KeyFacts
      facts={[
        ...fact('visitKey', visitKey && visitNameOfLine(line, (cycle) => say('cycle', { cycle }))),
        ...day('serviceDate'),
        ...fact('termKey', termKey && line.label),
        ...fact('trigger', trigger && say(`trigger.${trigger}`)),
        ...fact('activityKey', activityKey && (line.names.activities[activityKey] ?? activityKey)),
        ...day('submitBy'),
        ...day('failedOn'),
        ...day('screenedOn'),
        ...day('wentLiveOn'),
        ...fact('currency', currency),
      ]}
    />
  );
}
